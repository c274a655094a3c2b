"""At Cross Purposes: the tables, the arithmetic and the charts of the book."""
