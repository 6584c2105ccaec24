"""News sites that English names by their address: 新华网 is news.cn."""

from __future__ import annotations

from align.data import table


def sited(name: str, target: str) -> bool:
    """Return whether the English has the address of a site with that Chinese name."""
    return any(site in target for site in table("news_sites.tsv").get(name, "\0").split("|"))


def named(address: str, source: str) -> bool:
    """Return whether it is the address of a site that the Chinese names."""
    low = address.lower()
    return any(
        name in source and any(site in low for site in sites.split("|"))
        for name, sites in table("news_sites.tsv").items()
    )
