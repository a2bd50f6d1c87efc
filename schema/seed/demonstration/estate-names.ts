/** Stems and endings of fictional estate names, each with its spelling for the slug; no pair spells alike. */
const stems: readonly (readonly [string, string])[] = [
  ["锦和", "jinhe"],
  ["银杏", "yinxing"],
  ["竹溪", "zhuxi"],
  ["桂语", "guiyu"],
  ["梧桐", "wutong"],
  ["海棠", "haitang"],
  ["玉兰", "yulan"],
  ["荷风", "hefeng"],
  ["云杉", "yunshan"],
  ["听雨", "tingyu"],
  ["归燕", "guiyan"],
  ["青禾", "qinghe"],
  ["流萤", "liuying"],
  ["晴川", "qingchuan"],
  ["栖霞", "qixia"],
  ["芦汀", "luting"],
  ["枫桥", "fengqiao"],
  ["杏坞", "xingwu"],
  ["石榴", "shiliu"],
  ["白鹭", "bailu"],
  ["丹桂", "dangui"],
  ["蔷薇", "qiangwei"],
  ["紫藤", "ziteng"],
  ["麦香", "maixiang"],
  ["松筠", "songyun"],
  ["鹤鸣", "heming"],
  ["沐光", "muguang"],
  ["兰亭", "lanting"],
  ["柳岸", "liuan"],
  ["月桥", "yueqiao"],
]

const endings: readonly (readonly [string, string])[] = [
  ["里", "li"],
  ["苑", "yuan"],
  ["居", "ju"],
  ["庭", "ting"],
  ["坊", "fang"],
  ["湾", "wan"],
  ["郡", "jun"],
  ["台", "tai"],
  ["花园", "huayuan"],
  ["小区", "xiaoqu"],
  ["新村", "xincun"],
]

const digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

/** Name and slug of the fictional estate at an index; different for every index. */
export function estateName(index: number): { name: string; slug: string } {
  const pairs = stems.length * endings.length
  const pair = (index * 37) % pairs
  const phase = Math.floor(index / pairs)
  const [stem, stemSpelt] = stems[pair % stems.length] ?? ["", ""]
  const [ending, endingSpelt] = endings[Math.floor(pair / stems.length)] ?? ["", ""]
  const name = `${stem}${ending}`
  const slug = `${stemSpelt}-${endingSpelt}`
  if (phase === 0) return { name, slug }
  return { name: `${name}（${digits[phase] ?? phase + 1}期）`, slug: `${slug}-${phase + 1}` }
}
