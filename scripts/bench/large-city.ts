import { createClient } from "@libsql/client/http"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { type Directory, LEAF_ESTATES, leavesOf } from "../../worker/domain/release/directory.ts"
import { rowsFile } from "../../worker/domain/release/rows-file.ts"
import type { Scorecard, SecondManifest } from "../../worker/domain/release/snapshot.ts"
import { type Bucket, contentStore } from "../../worker/gateways/content-store.ts"
import { allCards, directoryOf, linesOf } from "../../worker/usecases/public/release-files.ts"

const inChunk = 500
const cell = "510100"

/** An estate of the demonstration that others are made after: its scorecard and its series, as they stand in files. */
interface Template {
  card: Scorecard
  series: string
}

interface Newest {
  period: string
  manifest: SecondManifest
  directory: Directory
}

async function templatesOf(bucket: Bucket, { period, manifest }: Newest): Promise<Template[]> {
  const files = contentStore(bucket, { cell, folder: "releases" })
  const cards: Scorecard[] = []
  for await (const page of allCards(files, { period, manifest })) cards.push(...page)
  const slugs = cards.map(({ slug }) => slug)
  const series = new Map<string, string>()
  for (const [hash, places] of await linesOf(files, { period, manifest }, "series", slugs)) {
    const texts = await files.lines(
      period,
      { hash, form: "pack" },
      places.map(({ line }) => line),
    )
    for (const [at, text] of texts.entries()) series.set(places[at]?.slug ?? "", text)
  }
  return cards.map((card) => ({ card, series: series.get(card.slug) ?? "" }))
}

/** Enters as many estates as are missing, each like one that is there, with its tenures. */
async function enterEstates(libsqlUrl: string, slugs: readonly string[]): Promise<void> {
  const client = createClient({ url: libsqlUrl })
  try {
    const columns = async (table: string) =>
      (await client.execute(`select name from pragma_table_info('${table}')`)).rows.map(({ name }) =>
        String(name),
      )
    const copied = (names: string[], changed: Record<string, string>, of: string) =>
      names.map((name) => changed[name] ?? `${of}."${name}"`).join(", ")
    const numbered = `(select key n, value slug from json_each('${JSON.stringify(slugs)}'))`
    const some = `(select *, row_number() over (order by id) - 1 at from estates where origin = 'demonstration')`
    const count = "(select count(*) from estates where origin = 'demonstration' and id not like 'large-%')"
    const ofEstates = { id: "'large-' || s.n", slug: "s.slug", name: "e.name || s.n" }
    const ofTenures = { id: "t.id || '-' || s.n", estate_id: "'large-' || s.n" }
    const from = `from ${numbered} s join ${some} e on e.at = s.n % ${count}`
    await client.batch(
      [
        `create table large_tenures as select ${copied(await columns("tenures"), ofTenures, "t")}
          ${from} join tenures t on t.estate_id = e.id`,
        `create table large_estates as select ${copied(await columns("estates"), ofEstates, "e")} ${from}`,
        "insert into estates select * from large_estates",
        "insert into tenures select * from large_tenures",
        "drop table large_tenures",
        "drop table large_estates",
      ],
      "write",
    )
  } finally {
    client.close()
  }
}

/**
 * Makes the newest release of a demonstration one of `estates` estates, in the files that the program writes and with
 * the estates in the database; the older releases stay as they are, since no page of the newest reads them. Answers
 * the slugs.
 */
export async function enlarge(libsqlUrl: string, bucket: Bucket, estates: number): Promise<string[]> {
  const files = contentStore(bucket, { cell, folder: "releases" })
  const client = createClient({ url: libsqlUrl })
  const [row] = (
    await client.execute(`select r.id, r.period, r.manifest_hash hash from publications p
      join releases r on r.id = p.release_id where length(p.period) > 4 order by p.period desc limit 1`)
  ).rows
  const period = String(row?.["period"])
  const manifest = await files.get("manifest", period, String(row?.["hash"]))
  if (manifest.format !== 2) throw new Error("the demonstration is of an old format")
  const newest = { period, manifest, directory: await directoryOf(files, { period, manifest }) }
  const templates = await templatesOf(bucket, newest)
  const slugs = Array.from({ length: estates }, (_, at) => `estate-${String(at).padStart(6, "0")}`)
  const chunks: Directory["chunks"] = []
  for (let from = 0; from < estates; from += inChunk) {
    const own = slugs.slice(from, from + inChunk)
    const made = own.map((slug, at) => {
      const { card, series } = templates[(from + at) % templates.length] ?? { series: "" }
      return { card: { ...card, slug, name: `${card?.name}${from + at}` } as Scorecard, series }
    })
    const texts = [...made.map(({ card }) => canonicalJson(card)), ...made.map(({ series }) => series)]
    const { hash: pack, index } = await files.putPack(period, texts, (lines) =>
      leavesOf(own, lines).map((leaf) => canonicalJson(leaf)),
    )
    const leaves = index.map((line, at) => ({ ...line, first: own[at * LEAF_ESTATES] ?? "" }))
    const rows = await files.put(period, rowsFile(made.map(({ card }) => listRow(card))))
    chunks.push({ pack, estates: own.length, first: own[0] ?? "", last: own.at(-1) ?? "", leaves, rows })
  }
  const directory = await files.put(period, { ...newest.directory, chunks })
  const totals = { ...manifest.totals, estates }
  const hash = await files.put(period, { ...manifest, totals, directory })
  await client.execute({
    sql: "update releases set manifest_hash = ? where id = ?",
    args: [hash, row?.["id"] ?? ""],
  })
  client.close()
  await enterEstates(libsqlUrl, slugs)
  return slugs
}

function listRow(card: Scorecard) {
  const { dimensionDetail, indicators, values, gates, bonuses, deductionDetail, ...row } = card
  return row
}
