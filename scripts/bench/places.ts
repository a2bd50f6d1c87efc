import { createClient } from "@libsql/client"
import { demonstrationCommunity } from "../../schema/seed/demonstration/sites.ts"

/** Where one quarter of the demonstration can be walked from filing to release. */
export interface Places {
  /** The quarter that is open, and the last released one. */
  open: string
  released: string
  /** An estate of the demonstration's company whose community has an account; nothing filed yet. */
  slug: string
  name: string
  /** Who manages it. */
  company: string
  /** What it was filed with in the quarter before, as form fields by provider. */
  fields: Record<string, [string, string][]>
}

/** Finds them in a database that was just seeded. */
export async function findPlaces(libsqlUrl: string): Promise<Places> {
  const client = createClient({ url: libsqlUrl })
  try {
    const quarters = await client.execute("select quarter from quarters order by quarter desc limit 2")
    const [open = "", released = ""] = quarters.rows.map((row) => String(row["quarter"]))
    const estates = await client.execute({
      sql: `select e.slug, e.name, e.id, (select o.name from tenures t join organisations o
            on o.id = t.organisation_id where t.estate_id = e.id order by t.from_date desc limit 1) company
            from estates e where e.place_code = ? and not exists
            (select 1 from submissions s where s.estate_id = e.id and s.quarter = ?) limit 1`,
      args: [demonstrationCommunity, open],
    })
    const estate = estates.rows[0]
    if (!estate) throw new Error("the demonstration holds no estate that is still to be filed")
    const values = await client.execute({
      sql: `select v.provider, v.key, v.value from "values" v join submissions s on s.id = v.submission_id
            where s.estate_id = ? and s.quarter = ? order by v.filing`,
      args: [estate["id"] ?? null, released],
    })
    const fields: Places["fields"] = {}
    for (const { provider, key, value } of values.rows) {
      fields[String(provider)] ??= []
      fields[String(provider)]?.push([`v:${key}`, String(value)])
    }
    // What is as it was has to be confirmed.
    for (const own of Object.values(fields)) own.push(["c:all", own.map(([name]) => name.slice(2)).join(" ")])
    const { slug, name, company } = estate
    return { open, released, slug: String(slug), name: String(name), company: String(company), fields }
  } finally {
    client.close()
  }
}
