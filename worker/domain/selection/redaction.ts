/** Words that many names share and that give nobody away. */
const common =
  /(?:物业(?:服务|管理)?|管理|服务|有限|责任|股份|公司|集团|街道|社区|小区|花园|家园|[（(][^）)]*[）)])/g
const ending = /(?:办事处|居委会|居民委员会|街道|社区)$/

/** Ways in which a name is usually written: whole, without what is in brackets, without its kind. */
function forms(name: string): string[] {
  const bare = name.replace(/[（(][^）)]*[）)]/g, "").trim()
  const parts = bare.split(/[·・\s]/)
  return [name, bare, bare.replace(ending, ""), ...parts, ...parts.map((part) => part.replace(common, ""))]
}

const folded = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·・]/g, "")

/**
 * Names that a text still mentions, as they stand in the list; also shortened, in other widths or with spaces between.
 * Forms of a single character are not looked for.
 */
export function mentions(text: string, names: readonly (string | null)[]): string[] {
  const whole = folded(text)
  const known = names.filter((name): name is string => Boolean(name))
  const found = known.flatMap((name) =>
    forms(name).filter((form) => {
      const sought = folded(form)
      return [...sought].length >= 2 && sought !== "示例" && whole.includes(sought)
    }),
  )
  const unique = [...new Set(found)]
  return unique.filter((form) => !unique.some((other) => other !== form && other.includes(form)))
}
