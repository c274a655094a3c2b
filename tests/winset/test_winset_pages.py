"""What a page with a model says and draws before any script runs, and in other builders."""

import json
import math
import re
from itertools import pairwise

import pytest
from picnic import INDEX, MODEL, ROWS, Picnic, row
from tinybook import said

FIRST = "Ann, Ben and Cem must agree: area 0.13, 22% of the room without Cem; no deadlock. Ben is absorbed: leaving it out would change nothing."


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return Picnic(tmp_path_factory.mktemp("picnic"))()


@pytest.fixture(scope="module")
def page(built):
    return built.html()


def mark(page, player):
    """Where a mark stands in the drawing."""
    (found,) = page.xpath(f'//*[contains(@class, "winset-mark")][@data-player="{player}"]')
    return tuple(map(float, re.fullmatch(r"translate\((\S+) (\S+)\)", found.get("transform")).groups()))


def enclosed(path: str) -> float:
    """The area that a path of circular arcs encloses, by chords and segments."""
    numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]
    points, radii = [tuple(numbers[:2])], []
    for k in range(2, len(numbers), 7):
        radii.append(numbers[k])
        points.append(tuple(numbers[k + 5 : k + 7]))
    polygon = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(points)) / 2
    turns = [2 * math.asin(min(1, math.dist(p, q) / 2 / r)) for (p, q), r in zip(pairwise(points), radii, strict=True)]
    return abs(polygon) + sum(r * r * (turn - math.sin(turn)) / 2 for r, turn in zip(radii, turns, strict=True))


def test_a_sound_table_gives_no_warning_and_one_figure(built, page):
    assert built.warnings == ""
    (figure,) = page.xpath("//figure")
    assert figure.get("id") == "winset"
    assert said(page.xpath('//*[@class="winset-said"]')[0]) == FIRST


def test_the_drawing_is_there_without_scripts_with_its_words_and_names(page):
    (svg,) = page.xpath('//*[@class="winset-drawing"]')
    assert svg.get("role") == "img"
    words = svg.get("aria-label")
    assert words.startswith("A plane. Across: Distance, from near to far. Up: Cost, from cheap & plain to <dear>.")
    assert (
        "Positions (guess): Ann at 1.00, 0.00; Ben at 0.00, 1.00; Cem at −0.60, 0.80; Status quo at 0.00, 0.00."
        in words
    )
    assert words.endswith(FIRST)
    texts = [text.text_content() for text in svg.xpath(".//text")]
    assert {
        "Ann",
        "Ben",
        "Cem",
        "Status quo",
        "Distance",
        "Cost",
        "← near",
        "far →",
        "← cheap & plain",
        "<dear> →",
    } <= set(texts)


def test_a_place_is_drawn_to_the_right_and_up_of_one_with_smaller_coordinates(page):
    (x0, y0), (x1, y1), (x2, y2) = (mark(page, player) for player in ("status_quo", "ann", "ben"))
    assert y1 == y0 and x1 > x0 and x2 == x0 and y2 < y0
    assert x1 - x0 == pytest.approx(y0 - y2, abs=0.011)  # circles are round


def test_the_drawn_room_has_the_area_of_the_lens_of_two_unit_circles(build):
    two = MODEL.replace("ann ben cem", "ann ben")
    page = build({"index": f"# Picnic\n\n{two}"}).html()
    path = page.xpath('//*[@class="winset-room"]')[0].get("d")
    unit = mark(page, "ann")[0] - mark(page, "status_quo")[0]
    assert enclosed(path) / unit**2 == pytest.approx(math.pi / 2 - 1, abs=2e-3)
    assert "area 0.57" in said(page.xpath('//*[@class="winset-said"]')[0])


def test_a_player_who_need_not_agree_is_not_drawn_and_an_absorbed_one_has_a_circle_but_no_arc(page):
    assert "is-off" in page.xpath('//*[@data-player="dot_dee"]')[0].get("class")
    arcs = {arc.get("data-player"): arc.get("d") for arc in page.xpath('//*[contains(@class, "winset-arc")]')}
    assert arcs["ann"] and arcs["cem"] and not arcs["ben"] and not arcs["dot_dee"]
    assert "is-off" not in page.xpath('//*[@data-player="ben"]')[0].get("class")


def test_every_case_is_a_row_with_area_shares_and_deadlock(page):
    rows = [[said(cell) for cell in line.xpath("./*")] for line in page.xpath('//*[@class="winset-cases"]//tbody/tr')]
    # Unit circles at 90° enclose π/2 - 1 = 0.5708; Ann and Cem stand 126.87° apart: π - δ - sin δ = 0.1273 rad ...
    angle = math.radians(180) - math.atan2(0.8, 0.6)
    default = math.pi - angle - math.sin(angle)
    lens = math.pi / 2 - 1
    assert rows == [
        [
            "Default",
            "−0.60, 0.80",
            f"{default:.4f}",
            f"{100 * default / lens:.0f}%",
            "100%",
            "no deadlock; Ben absorbed",
        ],
        [
            "Cem between",
            "0.50, 0.50",
            f"{lens:.4f}",
            "all",
            f"{100 * lens / default:.0f}%",
            "no deadlock; Cem absorbed",
        ],
        ["Cem against", "−1.00, −1.00", "0.0000", "0%", "0%", "deadlock"],
        ["Cem opposite", "−1.00, 0.00", "0.0000", "0%", "0%", "deadlock"],
    ]


def test_the_positions_are_listed_with_their_reasons_and_their_status(page):
    rows = [
        [said(cell) for cell in line.xpath("./*")] for line in page.xpath('//*[@class="winset-positions"]//tbody/tr')
    ]
    assert rows[0][:3] == ["Ann", "1.00", "0.00"] and rows[0][3].startswith("Likes the")
    assert rows[0][3].endswith("lake & <trees>.")
    assert [line[0] for line in rows] == ["Ann", "Ben", "Cem", "Dot dee", "Status quo"]
    assert {line[4] for line in rows} == {"guess"}
    assert "Status of every position: guess." in said(page.xpath('//*[@class="winset-caption"]')[0])


def test_the_controls_come_from_the_table_and_are_hidden_until_the_script_runs(page):
    (controls,) = page.xpath('//*[@class="winset-controls"]')
    assert "hidden" in controls.attrib
    assert [said(button) for button in controls.xpath(".//button[@data-case]")] == [
        "Default", "Cem between", "Cem against", "Cem opposite",
    ]  # fmt: skip
    boxes = {box.get("name"): "checked" in box.attrib for box in controls.xpath(".//input")}
    assert boxes == {"ann": True, "ben": True, "cem": True, "dot_dee": False}


def test_a_case_takes_from_the_default_whom_it_does_not_move(page):
    record = json.loads(page.xpath("//figure")[0].get("data-model"))
    between = next(case for case in record["cases"] if case["name"] == "cem-between")
    assert between["places"]["ann"] == [1, 0] and between["places"]["cem"] == [0.5, 0.5]
    assert between["basis"] == "Cem stands between the two."
    assert record["reach"] == 1 and record["newcomer"] == "cem"


def test_without_options_all_must_agree_the_last_is_new_and_the_ends_have_no_words(build):
    page = build({"index": "# Picnic\n\n```{winset} picnic\n```\n"}).html()
    assert said(page.xpath('//*[@class="winset-said"]')[0]).startswith("Ann, Ben, Cem and Dot dee must agree")
    assert not page.xpath('//*[@class="winset-end"]')


@pytest.mark.parametrize(
    ("rows", "players", "words"),
    [
        ([row("default", "cem", -1, -1)], "ann ben cem",
         "deadlock, no change suits them all. Without Cem there would be room: area 0.57."),
        ([row("default", "ben", -1, 0)], "ann ben cem",
         "deadlock, no change suits them all. So it is without Cem."),
        ([], "ann", "Ann alone decides: area 3.14; no deadlock."),
        ([row("default", "cem", 0, 1)], "ann ben cem",
         "area 0.57, all of the room without Cem; no deadlock. Ben and Cem are absorbed: leaving out any one of them would change nothing."),
        ([row("default", "cem", -1, 0.02)], "ann ben cem", "area less than 0.001, less than 1% of the room without Cem; no deadlock."),
        ([row("default", "cem", -0.866, 0.5)], "ann ben cem", "area 0.024, 4% of the room without Cem; no deadlock."),
        ([row("default", "cem", 0.498, 0.498)], "ann ben cem", "area 0.57, more than 99% of the room without Cem; no deadlock."),
    ],
)  # fmt: skip
def test_a_state_is_read_out_in_a_sentence(build, rows, players, words):
    moved = {each["player"] for each in rows}
    table = [each for each in ROWS if each["case"] == "default" and each["player"] not in moved] + rows
    order = [each["player"] for each in ROWS[:5]]
    table.sort(key=lambda each: order.index(each["player"]))
    page = build({"index": f"# P\n\n```{{winset}} picnic\n:players: {players}\n```\n"}, table).html()
    assert words in said(page.xpath('//*[@class="winset-said"]')[0])


def test_the_script_goes_only_where_there_is_a_model(build):
    built = build({"index": INDEX + "\n```{toctree}\nother\n```\n", "other": "# Other\n"})
    assert "winset.js" in built.text("index.html") and "winset.js" not in built.text("other.html")


def test_no_style_or_handler_stands_in_the_page(page):
    (figure,) = page.xpath("//figure")
    for element in figure.iter():
        assert not any(name == "style" or name.startswith("on") for name in element.attrib), element.tag


@pytest.mark.parametrize("builder", ["text", "epub", "latex"])
def test_other_builders_have_the_words_and_both_tables(build, builder):
    built = build(builder=builder, conf='version = release = "1"\nepub_show_urls = "no"\n')
    name = {"text": "index.txt", "epub": "index.xhtml", "latex": "picnic.tex"}[builder]
    text = " ".join(built.text(name).split())
    for words in ("Around each player runs the circle", "Cem opposite", "deadlock", "Status quo", "guess"):
        assert words in text
    assert "winset-controls" not in text and "<svg" not in text


def test_two_builds_of_one_book_are_the_same(build, built):
    assert build().text("index.html") == built.text("index.html")
