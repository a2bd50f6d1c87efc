import { mkdtemp, rm } from "node:fs/promises"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { paths } from "../web/paths.ts"
import type { Abba } from "./bench/abba.ts"
import { measureBooks } from "./bench/books.ts"
import { measureColdPages } from "./bench/cold-pages.ts"
import { measureFront } from "./bench/front.ts"
import { measureGrowing } from "./bench/growing.ts"
import { measureMemory } from "./bench/memory.ts"
import { measurePage } from "./bench/pages.ts"
import { findPlaces } from "./bench/places.ts"
import { benchProgramme } from "./bench/programme-scale.ts"
import { benchReaders } from "./bench/readers.ts"
import { type Measurement, markdownTable } from "./bench/report.ts"
import { requestCosts } from "./bench/request-costs.ts"
import { walkRoutes } from "./bench/routes.ts"
import { benchRanges, benchScoring } from "./bench/scoring.ts"
import { benchAssignment } from "./bench/selection.ts"
import { measureSizes } from "./bench/sizes.ts"
import { measureTenants } from "./bench/tenants.ts"
import { measureTyping } from "./bench/typing.ts"
import { mostRoundTrips, type RouteCost } from "./bench/walk.ts"
import { answerHelp } from "./call.ts"
import { type RunningApp, startApp } from "./start/app.ts"

const two = (value: number) => value.toFixed(2)
const milliseconds = (value: number) => `${value.toFixed(1)} ms`
const against = ({ ratio, spread, a, b }: Abba) =>
  `${two(ratio)} × (${spread.map(two).join("–")}): ${milliseconds(a)} to ${milliseconds(b)}`

function measureScoring(): Measurement[] {
  const scoring = benchScoring()
  const ranges = benchRanges()
  const size = `${scoring.estates} estates × ${scoring.indicators} indicators`
  return [
    {
      name: `scoring and ranking ${size}`,
      measured: against(scoring),
      limit: "≤ 10 × plain loops",
      ok: scoring.ratio <= 10,
    },
    { name: "reading and decoding the same rows", measured: milliseconds(scoring.decodeMs), ok: true },
    {
      name: "scoring ten times as many estates",
      measured: against(scoring.tenfold),
      limit: "≤ 12 × the time",
      ok: scoring.tenfold.ratio <= 12,
    },
    {
      name: `rank ranges, ${ranges.draws} draws × ${ranges.estates} estates`,
      measured: against(ranges),
      limit: "≤ 2 × plain loops",
      ok: ranges.ratio <= 2,
    },
  ]
}

/** The distribution alone, without a database, and one after a judge has left and another one has come. */
function measureAssignment(): Measurement[] {
  const { candidates, judges, perCandidate, milliseconds: first, spread, again } = benchAssignment()
  const apart = `loads ${spread} apart`
  return [
    {
      name: `distribution of ${candidates} candidates to ${perCandidate} of ${judges} judges, 3 % in conflict`,
      measured: `${milliseconds(first)}, ${apart}`,
      limit: "≤ 5 s, loads at most 1 apart",
      ok: first <= 5000 && spread <= 1,
    },
    {
      name: "the same again after a judge left and another came",
      measured: `${milliseconds(again.milliseconds)}, ${again.moved} moved`,
      ok: again.spread <= 1,
    },
  ]
}

/** Public pages at their fullest: the first page of a ranking of 60 holds 50 rows. */
async function measurePages(data: string): Promise<Measurement[]> {
  const app = await startApp({ data, cron: false, progress: console.error })
  try {
    const { released, slug } = await findPlaces(app.libsqlUrl)
    return [
      ...(await measurePage(app, "warm ranking page", paths.ranking({ quarter: released }))),
      ...(await measurePage(app, "warm estate page", paths.estate(slug))),
      await measureFront(app, paths.ranking({ quarter: released })),
    ]
  } finally {
    await app.stop()
  }
}

/** Members and programs, in a city of their own: they begin a filing that the walk of the routes expects untouched. */
async function measureMembers(data: string): Promise<Measurement[]> {
  const app = await startApp({ data: join(data, "members"), cron: false, progress: console.error })
  try {
    return await measureTenants(app)
  } finally {
    await app.stop()
  }
}

/** Filing by hand of many at once, or by one file, each in a city of its own. */
async function measureFiling(
  data: string,
  name: string,
  measure: (app: RunningApp) => Promise<Measurement[]>,
): Promise<Measurement[]> {
  const app = await startApp({ data: join(data, name), cron: false, progress: console.error })
  try {
    return await measure(app)
  } finally {
    await app.stop()
  }
}

async function measureSite(data: string): Promise<{ sizes: Measurement[]; costs: RouteCost[] }> {
  const lines: string[] = []
  const app = await startApp({ data, cron: false, logRequest: (line) => lines.push(line) })
  try {
    const { released, slug } = await findPlaces(app.libsqlUrl)
    const pages = [
      paths.home(),
      paths.home({ q: "锦江" }),
      paths.ranking(),
      paths.ranking({ quarter: released, sort: "name" }),
      paths.estate(slug),
      paths.compare([slug, "hefeng-yuan", "qixia-ju", "qiangwei-ting"]),
      paths.methodology("cd-wwsg-2023"),
      paths.signIn(),
    ]
    const sizes: Measurement[] = []
    for (const path of pages) sizes.push(await measureSizes(app, path))
    return { sizes, costs: await walkRoutes(app, requestCosts(lines)) }
  } finally {
    await app.stop()
  }
}

function roundTripLine(cost: RouteCost): Measurement {
  const { route, who, status, roundTrips } = cost
  const most = mostRoundTrips(cost)
  return {
    name: `${route} (${who})`,
    measured: `${roundTrips} (${status})`,
    limit: Number.isFinite(most) ? `≤ ${most}` : undefined,
    ok: status < 400 && roundTrips <= most,
  }
}

function print(title: string, measurements: readonly Measurement[]): void {
  console.log(`\n${title}\n\n${markdownTable(measurements)}`)
}

const parts = [
  "scoring",
  "programme",
  "files",
  "pages",
  "cold",
  "members",
  "books",
  "typing",
  "routes",
  "memory",
  "growing",
]

answerHelp(`npm run bench -- [--size] [--only PART,PART]
Measures speed, memory, round trips and sizes, and prints them beside their limits. Status 1: a limit is broken.
  --size        also the signed-in pages that grow, in a city of 20,000 estates, which takes minutes to make
  --only PARTS  these alone, with a comma between them: ${parts.join(", ")}`)

const { values: called } = parseArgs({
  options: { size: { type: "boolean", default: false }, only: { type: "string" } },
})
const only = called.only?.split(",") ?? parts.filter((part) => part !== "growing" || called.size)
const unknown = only.filter((part) => !parts.includes(part))
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(", ")}: ${parts.join(", ")}.`)
const asked = (part: string) => only.includes(part)

const data = await mkdtemp(join(tmpdir(), "shige-bench-"))
const all: Measurement[] = []
const keep = (title: string, measurements: readonly Measurement[]) => {
  print(title, measurements)
  all.push(...measurements)
}
try {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, Node ${process.versions.node}`
  console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}`)
  if (asked("scoring")) keep("Scoring", measureScoring())
  if (asked("programme")) keep("A programme", [...measureAssignment(), ...(await benchProgramme())])
  if (asked("files")) keep("Files of others", await benchReaders())
  if (asked("pages")) keep("Pages", await measurePages(data))
  if (asked("cold")) keep("Cold pages of a large city", await measureColdPages(data))
  if (asked("members")) keep("Members and programs", await measureMembers(data))
  if (asked("books")) keep("Filing by file", await measureFiling(data, "books", measureBooks))
  if (asked("typing")) keep("Filing by hand", await measureFiling(data, "typing", measureTyping))
  if (asked("memory")) keep("Memory", await measureMemory(data))
  if (asked("growing")) keep("Signed-in pages that grow", await measureGrowing(join(data, "growing"), 20_000))
  if (asked("routes")) {
    const { sizes, costs } = await measureSite(data)
    keep("Compressed sizes", sizes)
    keep("Round trips to the database, by route", costs.map(roundTripLine))
  }
} finally {
  await rm(data, { recursive: true, force: true })
}
const broken = all.filter(({ ok }) => !ok)
console.log(
  broken.length === 0
    ? "\nEvery limit holds."
    : `\n${broken.length} limits are broken:\n${broken.map(({ name }) => `- ${name}`).join("\n")}`,
)
process.exitCode = broken.length === 0 ? 0 : 1
