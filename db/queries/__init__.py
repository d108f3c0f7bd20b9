"""Every question that is put to the tables, one module a kind of fact. All take an open read connection and a filter."""
