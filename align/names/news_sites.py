"""News sites that English names by their address: 新华网 is news.cn."""

from __future__ import annotations

SITES = {
    "新华网": ("news.cn", "xinhuanet.com"),
    "人民网": ("people.cn", "people.com.cn"),
    "中国网": ("china.org.cn", "china.com.cn"),
    "央视网": ("cctv.com", "cctv.cn"),
    "央广网": ("cnr.cn",),
    "中新网": ("chinanews.com", "chinanews.com.cn"),
    "光明网": ("gmw.cn",),
    "环球网": ("huanqiu.com",),
    "国际在线": ("cri.cn",),
    "中国日报网": ("chinadaily.com.cn",),
    "华声在线": ("voc.com.cn",),
    "红网": ("rednet.cn",),
    "澎湃": ("thepaper.cn",),
    "观察者网": ("guancha.cn",),
    "大众网": ("dzwww.com",),
    "东方网": ("eastday.com",),
    "南方网": ("southcn.com",),
    "四川在线": ("scol.com.cn",),
    "浙江在线": ("zjol.com.cn",),
    "凤凰网": ("ifeng.com",),
    "新浪": ("sina.com", "sina.com.cn", "sina.cn"),
    "搜狐": ("sohu.com",),
    "网易": ("163.com",),
    "腾讯": ("qq.com",),
}


def sited(name: str, target: str) -> bool:
    """Return whether the English has the address of a site with that Chinese name."""
    return any(site in target for site in SITES.get(name, ()))


def named(address: str, source: str) -> bool:
    """Return whether it is the address of a site that the Chinese names."""
    low = address.lower()
    return any(name in source and any(site in low for site in sites) for name, sites in SITES.items())
