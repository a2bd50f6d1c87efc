import type { Place, PlaceKind } from "../../../worker/domain/place.ts"

const kindByLength: Record<number, PlaceKind> = { 6: "county", 9: "street", 12: "community" }
const zoneMark = "功能区"
const longestName = 60
const shownFaults = 10

interface Line {
  number: number
  code: string
  name: string
  /** `功能区` on a line of 6 digits; on a street the code of the zone that runs it. */
  third: string
}

function linesOf(tsv: string): Line[] {
  return tsv
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((text, at) => {
      const [code = "", name = "", third = ""] = text.split("\t").map((cell) => cell.trim())
      return { number: at + 1, code, name, third }
    })
    .filter(({ code, name }) => code !== "" || name !== "")
}

function kindOf({ code, third }: Line): PlaceKind | undefined {
  return third === zoneMark && code.length === 6 ? "functional_zone" : kindByLength[code.length]
}

function faultOf(line: Line, city: { code: string }, known: ReadonlyMap<string, Line>): string | null {
  const { code, name, third } = line
  const kind = kindOf(line)
  if (!/^\d+$/.test(code) || kind === undefined) return `“${code}” is no code of 6, 9 or 12 digits`
  if (!code.startsWith(city.code.slice(0, 4)) || code === city.code)
    return `${code} is no place in ${city.code}`
  if (name === "" || name.length > longestName || /\p{Cc}/u.test(name)) return `${code} has no proper name`
  if (known.get(code) !== line) return `${code} stands in the file twice`
  const parent = known.get(code.slice(0, -3))
  if (code.length > 6 && (!parent || kindOf(parent) === "functional_zone"))
    return `${code} has no ${code.length === 9 ? "county" : "street"} ${code.slice(0, -3)} above it`
  if (third === "" || kind === "functional_zone") return null
  const zone = known.get(third)
  return kind === "street" && zone && kindOf(zone) === "functional_zone"
    ? null
    : `“${third}” is no functional zone of this file`
}

/**
 * The places of a city from a text with one place a line: code, tab, name. A functional zone is a line of 6 digits with
 * `功能区` as its third column; its streets, under the county that they lie in, name its code there. The city itself is
 * added. Answers parents before children; throws one error with a sentence for each faulty line.
 */
export function readCityPlaces(tsv: string, city: { code: string; name: string }): Place[] {
  const lines = linesOf(tsv)
  const known = new Map(lines.toReversed().map((line) => [line.code, line]))
  const faults = lines.flatMap((line) => {
    const fault = faultOf(line, city, known)
    return fault === null ? [] : [`line ${line.number}: ${fault}`]
  })
  if (faults.length > shownFaults)
    faults.splice(shownFaults, Infinity, `… and ${faults.length - shownFaults} more`)
  if (faults.length > 0) throw new Error(faults.join("\n"))
  const places = lines.map((line): Place => {
    const kind = kindOf(line) ?? "county"
    const parentCode = line.code.length === 6 ? city.code : line.code.slice(0, -3)
    return {
      code: line.code,
      name: line.name,
      kind,
      parentCode,
      zoneCode: kind === "street" ? line.third || null : null,
    }
  })
  const order: PlaceKind[] = ["county", "functional_zone", "street", "community"]
  const own: Place = { ...city, kind: "city", parentCode: null, zoneCode: null }
  return [own, ...order.flatMap((kind) => places.filter((place) => place.kind === kind))]
}
