import { createClient } from "@libsql/client/http"

/** Copies an estate and its tenure so many times, as \`bench-1\` …: its company has so many more of them. */
export async function addEstates(
  { libsqlUrl }: { libsqlUrl: string },
  slug: string,
  count: number,
): Promise<void> {
  const client = createClient({ url: libsqlUrl })
  const copy = async (table: string, changed: Record<string, string>, where: string) => {
    const { rows } = await client.execute(`pragma table_info(${table})`)
    const names = rows.map((row) => String(row["name"]))
    const picked = names.map((name) => changed[name] ?? `t.${name}`)
    await client.execute({
      sql: `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
        insert into ${table} (${names.join(", ")}) select ${picked.join(", ")} from n, ${table} t where ${where}`,
      args: [slug],
    })
  }
  try {
    const own = { id: "'bench-' || i", slug: "'bench-' || i", name: "'量度' || i || '苑'" }
    await copy("estates", own, "t.slug = ?")
    const held = { id: "'bench-' || i", estate_id: "'bench-' || i" }
    await copy("tenures", held, "t.to_date is null and t.estate_id = (select id from estates where slug = ?)")
  } finally {
    client.close()
  }
}
