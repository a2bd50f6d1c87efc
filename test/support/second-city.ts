import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { seedDemonstration } from "../../scripts/seeding/seed-city.ts"
import { cityFile, cityFolder } from "../../scripts/start/cells.ts"
import { releaseSeededQuarters } from "../../scripts/start/release-seeded.ts"
import { openReleaseBucket } from "../../scripts/start/runtime.ts"
import { passwords } from "../../worker/gateways/password.ts"

/** The second city of a test: the demonstration with the same slugs and e-mails, but other names and passwords. */
export const secondCity = {
  code: "510700",
  name: "绵阳市",
  host: "mianyang.localhost",
  password: "mianyang-demo-2026",
  /** What every estate's name begins with there. */
  prefix: "绵州",
}

const { code, name, host, password, prefix } = secondCity

/** Adds the second city, with twelve estates and its newest quarter released, to a data folder that nobody serves. */
export async function addSecondCity(data: string): Promise<void> {
  const folder = cityFolder(data, code)
  await mkdir(folder, { recursive: true })
  const database = await startLibsqlServer({ file: join(folder, "cell.db") })
  const client = createClient({ url: database.url })
  const { bucket, close } = await openReleaseBucket(data)
  try {
    await migrate(database.url)
    const hash = () => passwords.hash(password)
    const seeded = await seedDemonstration({ client, now: new Date(), estates: 12, hashPassword: hash })
    await client.execute({ sql: "update estates set name = ? || name", args: [prefix] })
    await releaseSeededQuarters(database.url, bucket, seeded.toRelease.slice(-1), () => {}, { cell: code })
  } finally {
    client.close()
    await close()
    await database.close()
  }
  await writeFile(cityFile(data, code), JSON.stringify({ code, name, hosts: [host] }))
}
