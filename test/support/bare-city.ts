import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { createClient } from "@libsql/client"
import { expect } from "vitest"
import { createFirstOperator } from "../../scripts/first-operator.ts"
import { startLibsqlServer } from "../../scripts/libsql-server.ts"
import { migrate } from "../../scripts/migrate.ts"
import { seedBase } from "../../scripts/seeding/seed-city.ts"
import { paths } from "../../web/paths.ts"
import { codeOfStep, stepAt } from "../../worker/gateways/second-factor.ts"
import { checkPage, type Visitor } from "./browser.ts"

export const operator = {
  email: "chief@city.example",
  name: "首位运营员",
  city: "510100",
  password: "correct horse battery",
}

/** A database as a city's own is made: tables, places, the edition, and one person. */
export async function prepareCity(data: string): Promise<void> {
  const database = await startLibsqlServer({ file: join(data, "cell.db"), durable: false })
  await migrate(database.url)
  const client = createClient({ url: database.url })
  await seedBase(client, new Date())
  await createFirstOperator(client, operator, new Date())
  client.close()
  await database.close()
}

/**
 * Those who must may do nothing before their second factor stands: scan (here: copy the key), type the code, keep the
 * codes.
 */
export async function setUpSecondFactor(visitor: Visitor, password: string): Promise<void> {
  const { page } = visitor
  expect(new URL(page.url()).pathname).toBe(paths.secondFactor())
  const secret = (await page.locator(".secret").textContent())?.replaceAll(" ", "") ?? ""
  await page.getByLabel("动态码", { exact: true }).fill(codeOfStep(secret, stepAt(new Date())))
  await page.locator("#password").fill(password)
  await page.getByRole("button", { name: "开启两步验证" }).click()
  await page.getByRole("heading", { name: "请保存恢复码" }).waitFor()
  await checkPage(visitor)
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载为文本文件" }).click(),
  ])
  const text = await readFile(await download.path(), "utf8")
  expect(text.match(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/gm)).toHaveLength(10)
  await page.getByRole("link", { name: "已保存，继续" }).click()
  await page.waitForURL((address) => address.pathname !== paths.secondFactor())
  await checkPage(visitor)
}
