/** Words that make a selection sound like a naming by a government, in either language. */
const claims = [
  "政府命名",
  "政府认定",
  "政府授予",
  "官方认定",
  "官方命名",
  "官方指定",
  "官方唯一",
  "国家级",
  "省级",
  "市级",
  "国家认证",
  "授牌单位",
  "授牌",
  "government award",
  "government-certified",
  "officially certified",
  "national level",
]

/** The words of a text that claim a naming by a government, in the order of the list. */
export function namingClaims(text: string): string[] {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ")
  const tight = plain.replaceAll(" ", "")
  const found = claims.filter((claim) => plain.includes(claim) || tight.includes(claim))
  return found.filter((claim) => !found.some((other) => other !== claim && other.includes(claim)))
}
