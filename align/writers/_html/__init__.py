"""Parts of the HTML pages: escaping, the rows with their marks, lists, charts, and the page around them."""
