"""Characters that stand for each other in Japanese names (異体字): for finding only, never for storing.

Each word is one group; everything in it is folded to its first character. Old and new forms are those of
常用漢字表 (平成22年内閣告示第2号) and 戸籍統一文字; the rest are forms that staff lists mix up. CJK compatibility
ideographs with a canonical decomposition (神 for 神, 祐 for 祐 …) need no entry: NFKC folds them before.
"""

from typing import Final

_GROUPS: Final = """
高髙 崎﨑嵜碕㟢𥔎 吉𠮷 浜濱濵 斎齋斉齊 辺邉邊 沢澤 桜櫻 国國圀 広廣 恵惠 真眞 徳德 瀬瀨 桑桒 島嶋嶌㠀 富冨 峰峯 柳栁桺 館舘
土圡𡈽 槙槇 竜龍 滝瀧 亀龜 静靜 曽曾 栄榮 晃晄 穂穗 豊豐 礼禮 円圓 黒黑 関關 鉄鐵鐡銕 万萬 与與 弥彌 祢禰 薮藪籔 桧檜 頼賴
宝寶寳 蔵藏 芦蘆 条條 当當 帯帶 団團 聡聰 総總 実實 寿壽 勲勳 薫薰 郎郞 来來 学學 応應 篭籠 涛濤 遥遙 尭堯 巌巖 剣劍劔 瑶瑤
凛凜 煕熙凞 灯燈 緑綠 録錄 歩步 毎每 強强 彦彥 産產 顔顏 温溫 清淸 青靑 増增 巣巢 単單 桟棧 浅淺 銭錢 残殘 仏佛 払拂 沖冲
涼凉 準凖 飲飮 餅餠 鴬鶯 鴎鷗 麹麴 麺麵 岳嶽 舗舖 園薗 淵渕渊 渓溪 壷壺 壱壹 弐貳 参參 弁辨瓣辯 予豫 余餘 台臺 庁廳 聴聽
糸絲 芸藝 虫蟲 証證 塩鹽 体體軆躰 宮宫 晋晉 乗乘 両兩 並竝 乱亂 亘亙 会會 伝傳 仮假 価價 倹儉 児兒 党黨 内內 冊册 処處 剰剩
剤劑 励勵 労勞 効效 区區 医醫 厳嚴 収收 双雙 号號 嘱囑 囲圍 図圖 圧壓 壊壞 変變 奥奧 奨奬獎 嬢孃 写寫 寛寬 専專 将將 尚尙
尽盡 届屆 属屬 峡峽 巻卷 帰歸 廃廢 弾彈 徴徵 径徑 従從 悦悅 恒恆 悪惡 惨慘 慎愼 懐懷 戦戰 戯戲 戻戾 抜拔 択擇 担擔 拝拜
拠據 挙擧 挟挾 捜搜 掲揭 揺搖 摂攝 撃擊 数數 断斷 旧舊 昼晝 暁曉 暦曆 曹曺 栃杤 桝枡 梅楳 楽樂 様樣 権權 横橫 歓歡 歯齒
歴歷 気氣 没沒 浄淨 涙淚 渉涉 済濟 湿濕 満滿 潜潛 灌潅 炉爐 焼燒 営營 争爭 為爲 状狀 独獨 狭狹 猟獵 獣獸 献獻 瓶甁 画畫 畳疊
発發 県縣 砕碎 称稱 税稅 稲稻 粋粹 粛肅 経經 絵繪 継繼 続續 縁緣 縦縱 繊纖 脳腦 茎莖 荘莊 蒋蔣 薬藥 虎乕 蛍螢 蛮蠻 衛衞 装裝
覚覺 観觀 触觸 訳譯 誉譽 読讀 謡謠 譲讓 賛贊 践踐 転轉 軽輕 辞辭 逓遞 遅遲 郷鄕鄉 酔醉 釈釋 鋭銳 錬鍊 鎌鐮 閲閱 陥陷 険險 随隨
隠隱 隣鄰 雑雜 霊靈 駅驛 駆驅 験驗 騒騷 髄髓 闘鬪 鶏鷄 麦麥 黄黃 黙默 点點 歳歲 塁壘 壮壯 声聲 売賣 柏栢 野埜 竈竃 蝉蟬
蛎蠣 蕊蘂 諌諫 迩邇 醤醬 靭靱 頚頸 鯵鰺 莱萊 焔焰 痩瘦 祷禱 秋穐龝 蓑簑 繋繫 蝿蠅 覇霸 讃讚 躯軀 鎮鎭 鉱鑛礦 顛顚 翻飜
騨驒 髪髮 兎兔菟 刈苅 倶俱 侠俠 函凾 剥剝 勧勸 厨廚 呉吳 呑吞 唖啞 喜㐂憙 噛嚙 填塡 姉姊 妍姸 娯娛 対對 屏屛 屡屢 厩廏廐 戸戶
掴摑 掻搔 昂昻 映暎 松枩枀 杯盃 梼檮 楕橢 楼樓 涌湧 浩澔 煙烟 爾尓 床牀 珍珎 略畧 皐皋 砺礪 磯礒 禄祿 秘祕 稟禀 竪豎 箪簞
糧粮 綿緜 縄繩 婿聟壻 肇肈 脈脉 艶艷 蘇蘓 衆眾 輌輛 村邨 闊濶 隷隸 鶴靏靍 頬頰 齢齡 橋槗𣘺 泰𣳾 脇𦚰 鎔熔 叱𠮟
昇曻 哲喆 穣穰 壌壤 雁鴈 釜釡 頴穎 達逹 翠翆 船舩 穏穩 奇竒 旗籏 覧覽 槍鎗 梁樑
"""


def _folding() -> dict[int, str]:
    return {ord(other): group[0] for group in _GROUPS.split() for other in group[1:] if other != group[0]}


FOLDED_VARIANTS: Final = _folding()
"""Code point of a variant → the character it is found by."""
