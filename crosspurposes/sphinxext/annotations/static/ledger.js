/* Filters for the ledger of the whole book: by paragraph, kind and verdict. Without scripts the table stands complete. */
(() => {
  "use strict";
  for (const table of document.querySelectorAll("table.ledger-all")) {
    const rows = [...table.tBodies[0].rows];
    const form = document.createElement("form");
    form.className = "ledger-filter";
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    const selects = ["paragraph", "kind", "verdict"].map((field) => {
      const label = document.createElement("label");
      label.textContent = `${field[0].toUpperCase()}${field.slice(1)} `;
      const select = document.createElement("select");
      const values = [...new Set(rows.map((row) => row.dataset[field] || "none"))];
      values.sort((a, b) => a - b || (a < b ? -1 : 1));  // numbers as numbers; a collator would take longer to load than the rest
      for (const value of ["all", ...values]) select.add(new Option(value, value));
      select.name = field;
      label.append(select);
      form.append(label);
      return select;
    });
    const filter = () => {
      let shown = 0;
      for (const row of rows) {
        row.hidden = selects.some((select) => select.value !== "all" && (row.dataset[select.name] || "none") !== select.value);
        shown += !row.hidden;
      }
      status.textContent = `${shown} of ${rows.length} notes`;
    };
    form.addEventListener("change", filter);
    form.append(status);
    document.querySelector(".ledger-filter-place").append(form);
    filter();
  }
})();
