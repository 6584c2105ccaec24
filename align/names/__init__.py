"""Names of persons, places and organisations: recognition, pinyin and sound, renderings, acronyms."""
