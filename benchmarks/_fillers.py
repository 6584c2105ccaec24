"""What hostile lines are filled with: a piece again and again, on one side or on both."""

from __future__ import annotations

CHINESE = (
    "，", "《》", "和", "1-", "3亿", "1年", "1/", "百分之", "没有", "郑州", "亿", "第", "“", "（", "一", "不不",
    "年月日", "·", "。", " ", "\u3000", "省工信厅", "欧阳", "中", "的", "1,", "九", "A公司", "http://", "{0}", "%s",
    "<b>", "零", "万亿", "十月", "已", "将", "拟", "已将拟", "不", "不，", "不得", "不少于", "不超过", "未经", "甲方",
    "由乙方", "甲方应乙方须", "每月", "每两年一次", "2024年3月5日", "张伟", "王芳和李娜", "上涨下跌", "从上海到北京，",
    "增加", "减少了", "书面", "必须", "可以", "凡", "如果", "除外", "！", "！”", "……", "“”", "（一）", "[", "【】",
    "5公里", "摄氏度", "https://a.cn/b ", "a@b.cn，", "%1$s", "${a}", "&nbsp;", "上午9时", "星期一", "农历八月十五",
    "正", "第1条", "他", "她们", "爸爸", "董事长", "有限公司", "《民法典》", "１２", "①", "👨‍👩‍👧", "\u200b", "\u202e",
    "臺灣", "Linux", "a", "A", "-", "\\", "`a`", "|", "3:51", "2比1", "三分之二", "数十", "左右",
)  # fmt: skip
ENGLISH = (
    "one ", "a", "ie", "one hundred ", "1-", "A.", "U.S. ", "(", '"', "'", "-", "the ", "not ", "January ", "1,", "/",
    "a-", "A", "Ab ", " ", ".", "%s", "<b>", "{", "$", "million ", "http://", "a@", "_", "the the ", "and ", "zheng",
    "\\", "[", "no ", "never, ", "cannot ", "neither nor ", "will ", "has built ", "will be built, ", "shall not ",
    "Party A ", "Party A shall ", "by Party B ", "every month ", "twice a year ", "March 5, 2024 ", "Zhang Wei ",
    "Wang Fang and Li Na ", "rose and fell ", "from Shanghai to Beijing, ", "increase ", "written ", "must ", "may ",
    "anybody ", "if ", "unless ", "except ", "! ", "!", "?!", "... ", "…", "“”", "() ", "(a.) ", "(1) ", "[] ", "5 km ",
    "°C ", "https://a.cn/b ", "a@b.cn, ", "%1$s ", "${a} ", "&nbsp;", "9 a.m. ", "on Monday ", "Article 1 ", "he ",
    "her ", "father ", "Mr. Li ", "Chairman Wang ", "Co., Ltd. ", "Inc. ", "WHO ", "IT ", "No. 1 ", "1) ", "2/3 ",
    "3:51 ", "2-1 ", "about ", "dozens of ", "more than ", "at least 3 ", "at most 3 ", "less ", "'s ", "don't ",
    "it's ", "state-of-the-art ", "\u200b", "\u202e", "👨‍👩‍👧 ", "中", "中 ", "é", "`a` ", "| ", "C:\\a\\b ", "/usr/bin ",
    "--option ", "Ctrl+C ", "a.py ", "x = 1; ", ", ", ",", ";", "first ", "the first ", "said ", "of ",
)  # fmt: skip
BOTH = (
    ("郑州3亿元，", "3 billion yuan, Zhengzhou, "), ("没有", "not "), ("不", "no "), ("不得", "shall not "),
    ("已", "will "), ("将建成，", "built "), ("已建成，", "will be built, "), ("拟签署，", "signed, "),
    ("甲方应", "Party B shall "), ("由乙方", "by Party A "), ("甲方将乙方", "Party A Party B "),
    ("每月", "every year "), ("每两年一次，", "twice a year, "), ("2024年3月5日", "March 6, 2024 "),
    ("张伟", "Zhang Wei "), ("张伟和王芳，", "Wang Wei and Zhang Fang, "), ("从上海到北京，", "from Beijing to Shanghai, "),
    ("上涨下跌", "fell and rose "), ("增加", "decrease "), ("买卖进出", "sell buy leave enter "), ("1", "2"),
    ("12,", "13, "), ("3亿元", "3 million yuan "), ("5公里", "5 miles "), ("摄氏5度", "5°F "), ("50%", "15% "),
    ("！", "!"), ("？", "? "), ("。", "."), ("，", ","), ("“", '"'), ("“”", "“”"), ("（", "("), ("（）", "() "), ("【】", "[] "),
    ("https://a.cn/b ", "https://a.cn/c "), ("{0}", "{1}"), ("%s", "%d "), ("<b>", "<i>"), ("&amp;", "&lt;"), ("`a`", "`b` "),
    ("第1条", "Article 2 "), ("上午9时", "9 p.m. "), ("星期一", "Tuesday "), ("三分之二", "two-fifths "), ("至少3", "at most 3 "),
    ("A", "A"), ("A", "B"), ("Linux ", "Linux "), ("a", "a"), ("a ", "a "), ("的", "the "), ("中", "a "), ("学校", "school "),
    ("父亲", "mother "), ("他", "she "), ("王董事长", "Chairman Li "), ("农历八月十五", "August 15 "), ("《民法典》", "Civil Code "),
    ("没有3亿元，", "not 4 million yuan, "), ("如果甲方未经书面同意，", "Unless Party B agrees orally, "),
    ("2024年3月，张伟不得将30万元", "In May 2023, Wang Fang may pay 40,000 yuan "),
    ("中国农业银行，", "Bank of China, "), ("一二三", "three two one "), ("\n", "\n"), (" ", " "), ("\u200b", "\u200b"),
    ("👨‍👩‍👧", "👨‍👩‍👧"), ("文件(&F)", "&File "), ("Ctrl+C", "Ctrl+V "), ("a.py", "b.py "), ("3:51", "3:15 "), ("2比1", "1-2 "),
)  # fmt: skip
