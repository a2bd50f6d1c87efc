import { setTimeout } from "node:timers/promises"
import { createClient } from "@libsql/client/http"
import { expect } from "vitest"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { journey, openVisitor, pageFaults } from "../support/browser.ts"

const app = useTestApp()

/** Certificates of the demonstration's archived programme: one that stands, one that was revoked. */
async function certificates() {
  const client = createClient({ url: app().libsqlUrl })
  const { rows } = await client.execute(
    `select a.certificate_number as number, a.revoked_at, p.slug from awards a
     join programmes p on p.id = a.programme_id order by a.revoked_at is not null, a.id`,
  )
  client.close()
  const read = rows.map((row) => ({ number: String(row["number"]), revoked: row["revoked_at"] !== null }))
  const valid = read.find(({ revoked }) => !revoked)?.number ?? ""
  const revoked = read.find((one) => one.revoked)?.number ?? ""
  return { slug: String(rows[0]?.["slug"]), valid, revoked }
}

/** Gives a certificate the longest names that there can be; the public reader looks again after five seconds. */
async function makeLong(number: string): Promise<void> {
  const client = createClient({ url: app().libsqlUrl })
  const long = (count: number) => "长".repeat(count)
  await client.batch([
    {
      sql: `update awards set document = json_set(document, '$.estate.name', ?, '$.estate.company', ?,
        '$.programme.title', ?, '$.category', ?, '$.programme.approval', ?, '$.programme.organiser', ?)
        where certificate_number = ?`,
      args: [long(60), long(60), long(60), long(30), long(300), long(40), number],
    },
    "update programmes set public_revision = public_revision + 1",
  ])
  client.close()
  await setTimeout(5_500)
}

for (const width of [1280, 360])
  journey(`notice, awards and certificates are sound, ${width} px wide`, async () => {
    const { slug, valid, revoked } = await certificates()
    const visitor = await openVisitor({ width })
    const found: Record<string, string[]> = {}
    const pages: [path: string, words: string][] = [
      [paths.notice(slug), "不再受理异议"],
      [paths.objection(slug), "现在不能提出异议"],
      [paths.awards(), "据媒体报道"],
      [paths.awards({ programme: slug, year: "1999" }), "没有符合筛选条件的"],
      [paths.certificate(valid), "证书有效"],
      [paths.certificate(revoked), "证书已摘牌"],
      [paths.certificate("ABCD"), "没有这个编号的证书"],
      [paths.certificateSheet(valid), "特发此证"],
      [paths.certificateSheet(revoked), "已摘牌"],
      [paths.objectionReceipt("nobody-was-given-this"), "没有这个回执"],
    ]
    for (const [path, words] of pages) {
      await visitor.page.goto(app().url + path)
      const faults = await pageFaults(visitor)
      const text = (await visitor.page.locator("body").textContent()) ?? ""
      if (!text.includes(words)) faults.push(`does not say “${words}”`)
      if (faults.length > 0) found[path] = faults
      visitor.problems.length = 0
    }
    await visitor.close()
    expect(found).toEqual({})
    expect(app().logged).toEqual([])
  })

journey("a certificate is one A4 page, whatever it has to say", async () => {
  const { valid, revoked } = await certificates()
  const visitor = await openVisitor({ width: 1280 })
  const print = async () => {
    const pdf = (await visitor.page.pdf({ preferCSSPageSize: true, printBackground: true })).toString(
      "latin1",
    )
    return {
      pages: (pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length,
      size: /\/MediaBox\s*\[\s*0 0 (\d+)[.\d]* (\d+)/.exec(pdf)?.slice(1).map(Number),
    }
  }
  // 210 × 297 mm in points.
  const a4 = { pages: 1, size: [594, 841] }
  for (const number of [valid, revoked]) {
    await visitor.page.goto(app().url + paths.certificateSheet(number))
    expect(await print()).toEqual(a4)
  }
  await makeLong(valid)
  await visitor.page.goto(app().url + paths.certificateSheet(valid))
  expect(await visitor.page.locator(".sheet__text").textContent()).toContain("长".repeat(60))
  expect(await print()).toEqual(a4)
  // Nothing of it is cut off: what stands last ends inside the frame.
  const inside = await visitor.page.evaluate(() => {
    const bottom = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().bottom ?? 0
    return bottom(".sheet__foot") <= bottom(".sheet__frame") && bottom(".sheet__frame") <= bottom(".sheet")
  })
  expect(inside).toBe(true)
  const tall = await visitor.page
    .locator(".sheet")
    .evaluate((sheet) => sheet.scrollHeight / sheet.clientWidth)
  expect(tall).toBeLessThanOrEqual(297 / 210)
  await visitor.close()
})
