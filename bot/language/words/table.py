"""The form of a table of words.

A table has categories, such as "measure", the rows of a category are its values, each with the phrases that say it, separated by
semicolons. Case, hyphens and a plural "s" do not matter. A phrase may stand in several rows if it says several things.
"""

#: Phrases by category and value.
Table = dict[str, dict[str, str]]
