"""The book's charts: pure functions from tables to a `Chart`."""

from crosspurposes.charts.chart import Chart, Switch

__all__ = ["Chart", "Switch"]
