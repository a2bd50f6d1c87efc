import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Before all tests: where the cities of this run lie that files begin with (support/prepared-city.ts). Gone afterwards. */
export default async function prepareCities(): Promise<(() => Promise<void>) | undefined> {
  if (process.env["TEST_CITIES"]) return undefined
  const folder = await mkdtemp(join(tmpdir(), "shige-cities-"))
  process.env["TEST_CITIES"] = folder
  return async () => {
    delete process.env["TEST_CITIES"]
    await rm(folder, { recursive: true, force: true })
  }
}
