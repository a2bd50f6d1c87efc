import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { expect } from "vitest"
import { createFirstOperator } from "../../scripts/first-operator.ts"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { seedBase } from "../../scripts/seed.ts"
import { startApp } from "../../scripts/start/app.ts"
import { paths } from "../../web/paths.ts"
import { checkPage, journey, openVisitor } from "../support/browser.ts"

const operator = {
  email: "chief@city.example",
  name: "首位运营员",
  city: "510100",
  password: "correct horse battery",
}

/** A database as a city's own is made: tables, places, the edition, and one person. */
async function prepareCity(data: string): Promise<void> {
  const database = await startLibsqlServer({ file: join(data, "cell.db") })
  await migrate(database.url)
  const client = createClient({ url: database.url })
  await seedBase(client, new Date())
  await createFirstOperator(client, operator, new Date())
  client.close()
  await database.close()
}

journey("a city that was just deployed is empty, says so, and lets its first operator in", async () => {
  const data = await mkdtemp(join(tmpdir(), "shige-city-"))
  await prepareCity(data)
  const app = await startApp({ data, cron: false })
  const visitor = await openVisitor({ width: 360 })
  const { page } = visitor
  try {
    for (const path of [paths.home(), paths.ranking(), paths.compare(), paths.methodology("cd-wwsg-2023")]) {
      await page.goto(app.url + path)
      await checkPage(visitor)
      expect(await page.locator("body").textContent(), path).not.toContain("演示数据")
    }
    const releases = await fetch(app.url + paths.apiReleases())
    expect(await releases.text()).not.toContain("2026")
    await page.goto(app.url + paths.signIn())
    await page.getByLabel("邮箱").fill(operator.email)
    await page.getByLabel("密码").fill(operator.password)
    await page.locator("main").getByRole("button", { name: "登录" }).click()
    await page.waitForURL((address) => address.pathname !== paths.signIn())
    await checkPage(visitor)
  } finally {
    await visitor.close()
    await app.stop()
    await rm(data, { recursive: true, force: true })
  }
})
