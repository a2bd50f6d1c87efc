import { readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { findPlaces } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { parseCsv } from "../../worker/domain/csv.ts"
import { csvFile } from "../../worker/domain/registry/table-text.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey } from "../support/browser.ts"
import { expectWords, openMember } from "../support/quarter-walk.ts"

const app = useTestApp()

/** Saves what a press leads to as a file, and answers its content. */
async function downloaded(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("main").getByText(name, { exact: true }).click(),
  ])
  const path = join(tmpdir(), `shige-journey-${download.suggestedFilename()}`)
  await download.saveAs(path)
  return path
}

async function upload(page: Page, rows: readonly (readonly string[])[]): Promise<void> {
  const path = join(tmpdir(), "shige-journey-filled.csv")
  await writeFile(path, csvFile(rows))
  await page.locator('input[type="file"]').setInputFiles(path)
  await page.getByRole("button", { name: "上传并检查" }).click()
  await page.waitForLoadState("networkidle")
}

journey("on a phone: download, fill in, upload, see errors, upload it mended, send together", async () => {
  const { slug, open, fields } = await findPlaces(app().libsqlUrl)
  const visitor = await openMember(app().url, "editor", 360)
  const { page } = visitor
  await page.goto(app().url + paths.filing({ quarter: open }))
  await page.getByRole("link", { name: "用表格填写全部小区" }).click()
  await page.waitForURL(`**${paths.book(open)}`)
  await checkPage(visitor)
  const text = await readFile(await downloaded(page, "下载 CSV 表格"), "utf8")
  const rows = parseCsv(text).records.map((record) => [...record.fields])
  const keys = rows[1] ?? []
  const own = rows.find((row) => row[1] === slug) ?? []
  for (const [name, value] of fields["company"] ?? []) own[keys.indexOf(name.slice(2))] = value
  own[own.length - 1] = "与台账核对无误。"
  const right = own[keys.indexOf("parking_patrols")] ?? ""
  own[keys.indexOf("parking_patrols")] = "三次左右"
  await upload(page, rows)
  await expectWords(page, "“三次左右”不是数字")
  await checkPage(visitor)
  expect(await downloaded(page, "下载标出错格的表格")).toContain(".xlsx")
  expect(await page.getByRole("button", { name: /^写入/ }).count()).toBe(0)
  own[keys.indexOf("parking_patrols")] = right
  await page.getByRole("link", { name: "换一个文件" }).click()
  await page.waitForURL(`**${paths.book(open)}`)
  await upload(page, rows)
  await expectWords(page, "检查完了，还没有写入")
  await checkPage(visitor)
  await page.getByRole("button", { name: "写入 1 个小区" }).click()
  await page.waitForURL("**/books/*?done=1*")
  await expectWords(page, "1 个小区已写入草稿")
  await checkPage(visitor)
  await page.getByRole("link", { name: "一起提交" }).click()
  await page.waitForURL("**/sending")
  await checkPage(visitor)
  await page.getByRole("button", { name: /^提交 \d+ 个$/ }).click()
  await page.waitForURL("**/sending?done=*")
  await expectWords(page, "已提交")
  await checkPage(visitor)
  await visitor.close()
})
