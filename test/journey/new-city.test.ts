import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startApp } from "../../scripts/start/app.ts"
import { prepareCity } from "../support/bare-city.ts"
import { journey } from "../support/browser.ts"
import { firstRelease } from "../support/first-release.ts"

journey("an empty city comes to its first released quarter with the pages alone", async () => {
  const data = await mkdtemp(join(tmpdir(), "shige-city-"))
  await prepareCity(data)
  const app = await startApp({ data, cron: false })
  try {
    await firstRelease(app)
  } finally {
    await app.stop()
    await rm(data, { recursive: true, force: true })
  }
})
