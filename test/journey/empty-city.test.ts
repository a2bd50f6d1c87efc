import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "vitest"
import { startApp } from "../../scripts/start/app.ts"
import { paths } from "../../web/paths.ts"
import { operator, prepareCity, setUpSecondFactor } from "../support/bare-city.ts"
import { checkPage, journey, openVisitor } from "../support/browser.ts"

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
    await setUpSecondFactor(visitor, operator.password)
    expect(new URL(page.url()).pathname).toBe(paths.desk())
  } finally {
    await visitor.close()
    await app.stop()
    await rm(data, { recursive: true, force: true })
  }
})
