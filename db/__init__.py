"""The store: schema, models, periods and money, queries, imports and the bundled data."""
