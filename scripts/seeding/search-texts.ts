import type { Client } from "@libsql/client"
import { searchTextOf } from "../../worker/domain/registry/spelling.ts"
import { readStored } from "../../worker/domain/stored.ts"
import { spell } from "../../worker/gateways/pinyin.ts"
import { names } from "../../worker/shapes/parts.ts"

/** Gives estates that were written without use cases what a search finds them by. Running it again changes nothing. */
export async function fillSearchTexts(client: Client): Promise<void> {
  const { rows } = await client.execute(`select e.id, e.name, e.former_names, s.name as street_name
    from estates e left join places s on s.code = e.street_code where e.search_text in ('', e.name)
      and json_valid(e.former_names)`)
  if (rows.length === 0) return
  const texts = rows.map((row) => {
    const formerNames = readStored("estates.former_names", names, String(row["former_names"]))
    const streetName = row["street_name"] === null ? null : String(row["street_name"])
    return [row["id"], searchTextOf({ name: String(row["name"]), formerNames, streetName }, spell)]
  })
  await client.execute({
    sql: `update estates set search_text = made.value ->> 1 from json_each(?) made
      where estates.id = made.value ->> 0`,
    args: [JSON.stringify(texts)],
  })
}
