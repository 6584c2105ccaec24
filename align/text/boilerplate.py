"""Furniture of a web page: lines that came along when an article was copied and that nobody expects a translation of.

Only whole lines are judged, and only by what they say themselves (:func:`is_furniture`) or by where they stand
(:func:`furniture_lines`): a short line below "related articles" is a link, the same words in the middle of the article
are a subheading. A line that reads like a sentence of prose is never furniture, whatever words it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_EDGE = " \t\u3000\xa0\ufeff\u200b•·●◆■★☆▲▼>»«<|—–-=*#【】[]()（）"

# Role + name, alone in the line: 责任编辑:张三 / (责编：李四、王五) / 编辑 王小明 / Editor: Li Hua
_ROLES = (
    "责任编辑|责编|值班编委|值班主任|值班编辑|执行主编|本期编辑|文字编辑|图片编辑|网络编辑|实习编辑|新媒体编辑|编辑|编审|审校|校对|"
    "审核|初审|复审|终审|一审|二审|三审|监制|总监制|策划|总策划|统筹|排版|美编|制图|视觉|运营|主编|副主编|签发|审签|编校|见习编辑"
)
_NAME = r"[\u4e00-\u9fff·]{1,6}"
_CREDIT = re.compile(
    rf"(?:本文|本版|本期|文章)?(?:{_ROLES})\s*(?:[:：/|丨]\s*|\s+)(?:{_NAME})(?:[\s、,，/]+(?:{_NAME}|"
    rf"(?:{_ROLES})[:：\s]+(?:{_NAME})))*"
)
_CREDIT_HEAD = re.compile(r"(?:责任编辑|责编|值班编委|审核|校对|编辑|终审|监制)[:：]\s*[\u4e00-\u9fff]{2,4}")
_BARE_CREDIT = re.compile(r"(?:责任编辑|责编)\s*[\u4e00-\u9fff]{2,4}")
_TRAILING_CREDIT = re.compile(
    r"(?<=[。！？!?”」』）)])\s*[(（\[【]?(?P<credit>(?:责任编辑|责编|值班编委|编辑|校对|审核)\s*[:：]?\s*"
    r"(?:[\u4e00-\u9fff]{2,4}(?:[ 、,，][\u4e00-\u9fff]{2,4})*)\s*[)）\]】]?)\s*$"
)

_BUTTONS_ZH = re.compile(
    r"(?:分享(?:到|至|给|本文|文章)?(?:[:：]|(?:微信|微博|新浪微博|朋友圈|QQ|QQ空间|好友|微信朋友圈|手机)+)?|"
    r"一键分享|"
    r"(?:微信|微博|QQ|手机)?(?:扫码|扫一扫)(?:分享|关注|下载|登录|阅读|查看|咨询|加群)?|微信扫一扫.{0,12}|"
    r"打开微信[,，]?扫一扫.{0,16}|"
    r"(?:请)?(?:用|使用)?(?:手机|微信)?(?:扫描|扫码|长按|识别)(?:上方|下方|左侧|右侧|图中)?(?:二维码|"
    r"小程序码).{0,16}|"
    r"长按(?:图片)?(?:识别|保存).{0,10}|生成海报|添加客服|联系客服|在线客服|加入?(?:交流|读者|微信|QQ)群|"
    r"进入(?:交流|读者|微信|QQ)群|拉你进(?:入)?群|"
    r"(?:发表|查看|全部|最新|热门|网友|写|我要|我来|精彩|暂无)?评论(?:[(（]\s*\d*\s*[)）]?|\d+|区|数)?|"
    r"我来说两句|网友评论.{0,8}|参与讨论|"
    r"(?:点赞|赞|收藏|喜欢|转发|阅读|浏览|打赏|在看|举报|纠错|投诉|打印|关闭|返回|复制链接|复制|推荐|路过|顶|踩|"
    r"雷人|握手|鲜花|鸡蛋)"
    r"(?:本页|本文|窗口|此文)?\s*[(（:：]?\s*[\d.]*\s*(?:万|次|人)?\s*[)）]?|"
    r"(?:相关|延伸|推荐|热门|更多|猜你喜欢|编辑|精彩|往期|本站|新闻|热点|最新)(?:的)?(?:阅读|推荐|新闻|文章|"
    r"资讯|报道|链接|内容|专题|回顾|标签|精彩|话题|搜索)"
    r"(?:[:：>》]*)|"
    r"猜你喜欢|大家都在看|大家都在搜|热搜榜?|排行榜|点击排行|(?:24小时|一周|本周)(?:热文|热榜|排行)|(?:上|"
    r"下)一(?:篇|页|条|章)(?:[:：].*)?|"
    r"返回(?:顶部|首页|列表|上一页|目录)|回到顶部|网站首页|首页|加载(?:更多|中)[.…]*|查看(?:更多|全文|原文|"
    r"大图)|阅读(?:全文|原文|更多)|展开(?:全文|阅读)|"
    r"点击(?:查看|进入|关注|下载|阅读|播放|此处|这里|图片|加载|展开).{0,14}|登录|注册|(?:请)?(?:先)?登录(?:/|或|"
    r"后)?(?:注册|评论|查看|发表).{0,8}|立即(?:登录|注册|下载|购买|咨询|报名)|"
    r"(?:下载|打开|安装|进入)[^，。]{0,10}(?:APP|App|app|客户端|小程序).{0,14}|字(?:号|体|"
    r"体大小)[:：]?\s*(?:[大中小]\s*)*|(?:放大|缩小)(?:字体|字号)?|"
    r"您是否(?:确认|确定)要?(?:删除|退出|取消).{0,12}|广告|赞助商?(?:链接|内容)?|(?:全文)?完|全文结束|正文结束|"
    r"(?:点击)?播放(?:视频|音频)?|视频加载中[.…]*|"
    r"网友(?:留言|热议)|友情链接|关于我们|联系我们|网站地图|隐私(?:政策|条款)|用户协议|法律声明|招聘信息|"
    r"广告服务|该文章已上链|已收藏|已关注|\+?\s*关注)",
    re.IGNORECASE,
)
_FOLLOW_ZH = re.compile(
    r"(?:更多(?:精彩|资讯|内容|新闻|信息|详情|报道|干货)[^。！？]{0,20}(?:关注|扫码|下载|点击|订阅|搜索|登录|"
    r"公众号|客户端|APP).*|"
    r"(?:欢迎|请|敬请|点击)?(?:扫码)?(?:关注|订阅|搜索|添加)[^。！？，,]{0,20}(?:公众号|微信号|服务号|订阅号|"
    r"视频号|官方微博|抖音号|头条号|微信[:：]).*|"
    r"(?:加|添加)?(?:微信|客服|QQ|微信号|客服微信|公众号|官方微信|"
    r"微信公众号)\s*(?:号)?\s*[:：]\s*[\w\-.\u4e00-\u9fff]{2,24}.{0,16}|"
    r".{0,20}(?:请|可|拉你|加)[^。！？]{0,6}(?:微信|QQ|客服)\s*[:：]\s*[A-Za-z0-9_\-]{4,}.{0,24}|"
    r"(?:注册|下载|充值|登录|交易|使用)(?:有|遇到)(?:任何)?(?:问题|疑问).{0,50})",
    re.IGNORECASE,
)
_LEGAL_ZH = re.compile(
    r"(?:[(（]?\s*\d?[、.．]?\s*)?(?:"
    r"(?:(?:免责|版权|转载|法律|平台|本站|网站|本网)(?:声明|提示|提醒|说明)|(?:特别|郑重)?声明|风险(?:提示|"
    r"提醒))[:：].*|"
    r".*(?:仅|只)代表(?:作者|个人|本人|发布者)[^。]{0,12}(?:观点|立场|意见).*|"
    r"(?:免责|版权|转载|法律)声明|"
    r"(?:未经|如需|欢迎|禁止|谢绝|严禁|任何)[^。！？]{0,24}转载.*|转载[^。！？]{0,12}(?:注明|授权|联系|出处|来源).*|"
    r"[^。！？]{0,40}(?:转载请|请勿转载|不得转载|禁止转载|转载须|转载时请|授权[^。]{0,12}(?:发表|发布|转载)).*|"
    r"(?:本文|本稿|文章|以上|该文|稿件|文中|本内容)[^。！？]{0,24}(?:(?:仅|只)代表(?:作者|本人|个人|发布者)|"
    r"不代表(?:本|平台|[^。]{0,10}(?:立场|观点))|不构成(?:任何)?(?:投资|购买)|仅供参考|来自网络|来源于?网络|"
    r"图源网络).*|"
    r"[^。！？]{0,30}不构成(?:任何)?投资(?:建议|意见).*|"
    r"(?:如有|如涉及?|若有|如果?存在)[^。！？]{0,12}(?:侵权|版权|违规|问题)[^。！？]{0,30}(?:联系|删除|告知|"
    r"通知|监督|处理).*|"
    r".*(?:ICP备|ICP证|公网安备|网络文化经营许可|新闻信息服务许可|增值电信业务|信息网络传播视听).*\d.*|"
    r"(?:违法和?不良信息|不良信息)?举报(?:电话|邮箱|热线)[:：].*|"
    r".{0,20}版权所有.{0,40}"
    r")",
    re.IGNORECASE,
)
_SOURCE_ZH = re.compile(
    r"(?:(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?\s{0,8}(?P<time>\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s{0,8}"
    r"(?:来源|稿源|信息来源|文章来源|新闻来源|发布时间|发布日期|时间|日期|更新时间|发表时间|作者|阅读量?|"
    r"浏览量?|点击量?|阅读次数|点击数|字数|分类|标签|栏目|关键词|责编)\s*[:：]"
    r"[^。！？]{0,40})"
)
_STAMP = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[\sT]+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?|"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|"
    r"Dec)[a-z]*\.? \d{1,2}, \d{4}(?:,? (?:at )?\d{1,2}:\d{2}(?: ?[AP]M)?)?|"
    r"\d{1,2}[-/]\d{1,2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
)
_END_MARK = re.compile(r"(?i)(?:the\s+)?end|fin|eof|完|全文完|本文完")

_ROLES_EN = (
    r"(?:(?:responsible|duty|executive|managing|copy|web|night|associate|deputy|chief|senior|news|photo)\s+)*"
    r"(?:editor|sub-?editor|proofreader|editing|edited by|proofread by|reviewed by|typesetting|"
    r"layout)(?:\s+in(?: |-)(?:chief|charge))?"
)
_CREDIT_EN = re.compile(
    rf"(?i:{_ROLES_EN})s?\s*(?:[:：]\s*|\s+by\s+)(?:[A-Z][\w.'\-]*|and|&|,|\s)+|(?i:edited|proofread|"
    rf"reviewed) by (?:[A-Z][\w.'\-]*\s*){{1,4}}"
)
_BUTTONS_EN = re.compile(
    r"(?:share(?: (?:this|on|to|via|with)(?: .{1,24})?)?:?|tweet(?: this)?|pin it|like(?: \(?\d*\)?)?|"
    r"e-?mail this(?: .{1,12})?|print(?: (?:this )?(?:page|article))?|"
    r"copy link|save(?: article)?|bookmark|add to favou?rites|follow us(?: on .{1,30})?:?|subscribe(?: (?:now|"
    r"today|to (?:our|the|this) .{1,40}))?|sign ?(?:up|in)(?: .{1,40})?|"
    r"log ?(?:in|out)(?: .{1,30})?|register(?: now)?|join (?:the|our) (?:conversation|group|channel|"
    r"chat)(?: .{1,20})?|leave a (?:comment|reply)|"
    r"(?:post|add|write|view|show|load) (?:a |all |more |your )?comments?|(?:no|\d+) comments?(?: yet)?|"
    r"comments?(?: ?\(\d*\)?)?|reply|report(?: abuse| this)?|"
    r"(?:related|recommended|more|latest|popular|trending|top|most read|editor['’]s) (?:articles?|stories|news|"
    r"posts?|reading|links?|topics?|picks?|content|from .{1,30})[:>]*|"
    r"read (?:more|next|the full (?:story|article)|also)(?:[:：].{0,120})?|see also[:：].{0,120}|you (?:may|"
    r"might) also (?:like|be interested in):?|trending(?: now)?|"
    r"(?:previous|next|newer|older) (?:article|post|page|story|posts)?(?:[:：].{0,120})?|back to (?:top|home|"
    r"the top)|home ?page|load(?:ing)?(?: more)?[.…]*|"
    r"click (?:here|to (?:enlarge|share|view|read|subscribe|play)) ?.{0,50}|tap to (?:enlarge|share|view|read|"
    r"play).{0,30}|continue reading.{0,30}|show (?:more|less)|view (?:more|original|gallery)|"
    r"(?:please )?(?:scan|open) (?:the |this |with |in )?(?:qr|wechat).{0,50}|(?:scan|sweep) (?:it|"
    r"a scan).{0,20}|(?:add|contact) (?:customer )?(?:service|support|wechat.{0,20})|"
    r"advertisements?|sponsored(?: (?:content|by .{1,40}))?|promoted(?: content)?|(?:privacy|cookie) (?:policy|"
    r"settings|notice)|terms (?:of (?:use|service)|(?:and|&) conditions)|"
    r"about us|contact us|site ?map|accept (?:all )?cookies|download (?:the |our )?app.{0,30}|"
    r"get the app.{0,30}|font size:?.{0,12}|tags?:.{0,80}|"
    r"newsletter(?: sign-?up)?|are you sure you want to delete .{0,30}|-+ ?end ?-+)",
    re.IGNORECASE,
)
_LEGAL_EN = re.compile(
    r"(?:.{0,40}(?:copyright ?(?:©|\(c\))|©|\(c\)) ?(?:copyright )?(?:\d{4}|[A-Z]).{0,100}|"
    r".{0,80}all rights reserved.{0,40}|(?:legal |risk )?disclaimers?[:：].*|"
    r"(?:no|not?) (?:part|reproduction|reprint).{0,60}without (?:prior )?(?:written )?permission.*|"
    r"reprint.{0,40}(?:source|permission|indicate).*|"
    r".{0,60}(?:opinions?|views?) (?:expressed|of the author).{0,80}(?:do(?:es)? not|are (?:solely|those)).*|"
    r".{0,40}(?:not|nor) (?:constitute|investment|financial).{0,30}(?:investment|financial) advice.*|"
    r"we use cookies.*|this (?:site|website) uses cookies.*)",
    re.IGNORECASE,
)
_SOURCE_EN = re.compile(
    r"(?i:(?:source|published|updated|posted|last modified|publication date|date|views?|category|"
    r"filed under)\s*[:：]\s*.{1,60})"
)

_PROSE_ZH = re.compile(
    r"\A[^\n\u4e00-\u9fff]*+[\u4e00-\u9fff][^\n，,；]*+[，,；][^\n\u4e00-\u9fff]*+[\u4e00-\u9fff].*[。！？]"
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{10,}+[。！？]"
)
_TAIL_HEADS = re.compile(
    r"(?:相关|延伸|推荐|热门|更多|新闻|往期|精彩|编辑|热点|最新)(?:阅读|推荐|新闻|文章|资讯|报道|链接|回顾)|"
    r"猜你喜欢|大家都在看|"
    r"(?i:(?:related|recommended|popular|trending|latest|more) (?:articles?|stories|news|posts?|reading)|"
    r"you (?:may|might) also like|read next)"
)
_SENTENCE_END = re.compile(r"[。！？!?.]['\"”’」』)）]*$")


def is_furniture(line: str) -> str | None:
    """Why a line is furniture of its page (``editor``, ``button``, ``subscription``, ``legal``, ``source line``,
    ``time stamp``, ``end mark``), or None for a line of the article. Judged by its own words alone."""
    body = line.strip(_EDGE + "\n\r")
    if not body or len(body) > 400:
        return None
    if body[-1] in "。！？" and _reads_as_prose(body):
        return None
    return _short(body) if len(body) <= 160 else _legal(body)


def furniture_lines(lines: Sequence[str]) -> dict[int, str]:
    """Line number -> reason for all furniture of a page, by words and by place.

    By place: below a heading like "related articles" everything that is left belongs to the page; between two lines
    of furniture, and after the last line of the article, what is no sentence (no final punctuation, at most 24
    characters, nothing to translate but a widget) does too.
    """
    found = {number: reason for number, line in enumerate(lines) if (reason := is_furniture(line))}
    prose = [n for n, line in enumerate(lines) if n not in found and _is_body(line)]
    last = prose[-1] if prose else len(lines)
    for number in sorted(found):
        heading = lines[number].strip(_EDGE + ":：\n\r")
        if number * 2 > len(lines) and _TAIL_HEADS.fullmatch(heading):
            for below in range(number + 1, len(lines)):
                found.setdefault(below, "below the article") if lines[below].strip() else None
            break
    tail = [n for n in found if n > last]
    for number in range(min(tail, default=len(lines)), len(lines)):
        line = lines[number].strip()
        if line and number not in found and len(line) <= 24 and not _SENTENCE_END.search(line.rstrip(")）")):
            found[number] = "below the article"
    return found


def trailing_credit(text: str) -> tuple[int, int] | None:
    """Span of an editor's credit glued to the end of a paragraph (…新动能！责任编辑王五), or None."""
    match = _TRAILING_CREDIT.search(text, max(0, len(text) - 40))
    return match.span("credit") if match else None


def _short(body: str) -> str | None:
    if _CREDIT.fullmatch(body) or _BARE_CREDIT.fullmatch(body) or _CREDIT_EN.fullmatch(body):
        return "editor"
    if _BUTTONS_ZH.fullmatch(body) or _BUTTONS_EN.fullmatch(body.rstrip(".")):
        return "button"
    if _STAMP.fullmatch(body):
        return "time stamp"
    if _END_MARK.fullmatch(body):
        return "end mark"
    if _SOURCE_ZH.fullmatch(body) or _SOURCE_EN.fullmatch(body):
        return "source line"
    if _CREDIT_HEAD.match(body) and not _SENTENCE_END.search(body):
        return "editor"
    return "subscription" if _FOLLOW_ZH.fullmatch(body) else _legal(body)


def _legal(body: str) -> str | None:
    return "legal" if _LEGAL_ZH.fullmatch(body) or _LEGAL_EN.fullmatch(body) else None


def _reads_as_prose(body: str) -> bool:
    """A full sentence of prose that no legal notice or subscription call explains."""
    return not (_LEGAL_ZH.match(body) or _FOLLOW_ZH.match(body)) and bool(_PROSE_ZH.search(body) or len(body) > 16)


def _is_body(line: str) -> bool:
    body = line.strip()
    return len(body) > 24 or bool(_SENTENCE_END.search(body))
