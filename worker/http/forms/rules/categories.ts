import type { DistrictField } from "../../../domain/selection/check-categories.ts"
import type { Category, RulesDraft } from "../../../domain/selection/rules.ts"
import type { RulesFault } from "../../../domain/selection/rules-parts.ts"
import { type Fields, fieldsOfRows, rowsOf, typedText, typedWhole } from "./rows.ts"

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

const separators = " \t:,"
const isDigit = (sign: string | undefined) => sign !== undefined && sign >= "0" && sign <= "9"

/** A line's name and the number at its end, looked for from there: a line of any length is read once. */
function readQuotaLine(typed: string): { name: string; most: number } | null {
  let end = typed.length
  while (isDigit(typed[end - 1])) end -= 1
  let name = end
  while (name > 0 && separators.includes(typed[name - 1] ?? "-")) name -= 1
  const digits = typed.length - end
  if (digits < 1 || digits > 4 || name === end || name === 0) return null
  return { name: typed.slice(0, name), most: Number(typed.slice(end)) }
}

/** One district a line: its name or code, then how many at most. */
function readQuotas(text: string, index: number, districts: readonly DistrictField[]) {
  const quotas: Category["quotas"] = []
  const unread: RulesFault[] = []
  for (const line of text.normalize("NFKC").split("\n")) {
    const typed = line.trim()
    if (typed === "") continue
    const found = readQuotaLine(typed)
    const name = found?.name ?? ""
    if (!found)
      unread.push({
        rule: "rules_quota_line",
        field: `c.${index}.quotas`,
        part: "categories",
        with: { line: typed.slice(0, 40) },
      })
    const district =
      districts.find((one) => one.name === name || one.code === name)?.code ?? name.slice(0, 40)
    if (found) quotas.push({ district, most: found.most })
  }
  return { quotas, unread }
}

/** Categories as they were typed. A category keeps its letter for good, a new one gets the first that is free. */
export function readCategories(fields: Fields, districts: readonly DistrictField[]) {
  const rows = rowsOf(fields, "c", ["code"])
  const taken = new Set(rows.map(({ code = "" }) => code))
  const unread: RulesFault[] = []
  const categories = rows.map((row, index): Category => {
    const read = readQuotas(row["quotas"] ?? "", index, districts)
    unread.push(...read.unread)
    const places = typedWhole(row, "places")
    if (places === null)
      unread.push({
        rule: "rules_not_whole",
        field: `c.${index}.places`,
        part: "categories",
        with: { typed: typedText(row, "places").slice(0, 40) },
      })
    const own = row["code"] ?? ""
    const first = rows.findIndex(({ code }) => code === own) === index
    const code = /^[A-Z]$/.test(own) && first ? own : ([...letters].find((one) => !taken.has(one)) ?? "Z")
    taken.add(code)
    return { code, title: typedText(row, "title"), places: places ?? -1, quotas: read.quotas }
  })
  return { rules: { categories } satisfies RulesDraft, unread }
}

/** The same as fields of the form. */
export function categoriesFields(
  { categories = [] }: RulesDraft,
  districts: readonly DistrictField[],
): Fields {
  const nameOf = (district: string) => districts.find(({ code }) => code === district)?.name ?? district
  return fieldsOfRows(
    "c",
    categories.map(({ code, title, places, quotas }) => ({
      code,
      title,
      places: String(places),
      quotas: quotas.map(({ district, most }) => `${nameOf(district)} ${most}`).join("\n"),
    })),
  )
}
