import { expect } from "vitest"
import { findPlaces } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { checkPage, journey } from "../support/browser.ts"
import { expectWords, fillFields, openMember, press, unfoldValues } from "../support/quarter-walk.ts"

const app = useTestApp()
const photos = ["chromium-photo-2000.jpg", "chromium-photo-1200.jpg"].map(
  (name) => `test/fixtures/ordinary-files/${name}`,
)

journey("on a phone: two photos, the brush, sent, seen by who verifies, one shown to everybody", async () => {
  const { slug, open, fields } = await findPlaces(app().libsqlUrl)
  const visitor = await openMember(app().url, "editor", 360)
  const { page } = visitor
  const here = app().url + paths.evidence(slug, open, "ENV-01")

  await page.goto(app().url + paths.submission(slug, open))
  await page.locator("#ENV-01").getByRole("link", { name: "添加照片或文件" }).click()
  await page.waitForURL(here)
  await checkPage(visitor)
  expect(await page.locator("#new-camera").getAttribute("capture")).toBe("environment")
  await page.getByLabel("整治前").check()
  await page.locator("#new-files").setInputFiles(photos)
  const waiting = page.locator(".evidence-waiting")
  await waiting.nth(1).waitFor()
  await expectWords(page, "已缩小为 1920 × 1440")

  // A stroke over the first one, a rectangle by the keyboard, which is undone.
  const first = waiting.first()
  await first.getByRole("button", { name: "遮挡人脸、车牌" }).click()
  const canvas = first.locator("canvas")
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  if (!box) throw new Error("no canvas")
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x - 40, y)
  await page.mouse.down()
  await page.mouse.move(x + 40, y, { steps: 5 })
  await page.mouse.up()
  await first.getByRole("button", { name: "加一个方块" }).click()
  for (const key of ["ArrowUp", "Shift+ArrowDown", "Enter"]) await page.keyboard.press(key)
  await first.getByRole("button", { name: "撤销一步" }).click()
  await checkPage(visitor)
  await first.getByRole("button", { name: "完成遮挡" }).click()

  // The line is cut: nothing is lost, and it goes on by itself once it is back.
  await visitor.context.setOffline(true)
  await page.getByRole("button", { name: "上传", exact: true }).click()
  await expectWords(page, "没有传成，网络恢复后会再试")
  await visitor.context.setOffline(false)
  // The cut line is told by the browser, too.
  visitor.problems.splice(0)
  await page.waitForURL(`${here}?done=added`)
  visitor.problems.splice(0)
  await expectWords(page, "已添加佐证材料")
  await checkPage(visitor)
  const pieces = page.locator(".evidence-piece img")
  expect(await pieces.count()).toBe(2)

  // What is stored is black where the brush went, whatever stood there.
  const dark = await pieces.evaluateAll(async (images: HTMLImageElement[]) => {
    await Promise.all(images.map((image) => image.decode()))
    const [image] = images.filter(({ naturalWidth }) => naturalWidth === 1920)
    if (!image) return null
    const drawn = document.createElement("canvas")
    drawn.width = image.naturalWidth
    drawn.height = image.naturalHeight
    const context = drawn.getContext("2d")
    context?.drawImage(image, 0, 0)
    const middle = context?.getImageData(drawn.width / 2, drawn.height / 2, 1, 1).data ?? []
    return Math.max(middle[0] ?? 255, middle[1] ?? 255, middle[2] ?? 255)
  })
  expect(dark).toBeLessThan(20)

  // The second one shows afterwards: the two stand over each other.
  const second = page.locator(".evidence-piece").nth(1)
  await second.getByText("说明", { exact: true }).first().click()
  await second.getByLabel("整治后").check()
  await second.getByLabel("第几处").fill("1")
  await second.getByRole("button", { name: "保存说明" }).click()
  await page.waitForURL(`${here}?done=described`)
  await page.getByLabel("移动分界线").focus()
  await page.keyboard.press("ArrowRight")
  await checkPage(visitor)

  await page.goto(app().url + paths.submission(slug, open))
  await fillFields(page, fields["company"] ?? [])
  await press(visitor, "检查并提交")
  for (const reason of await page.locator('[name^="r:"]').all()) await reason.fill("与台账核对无误。")
  await press(visitor, "确认提交")
  await visitor.close()

  const street = await openMember(app().url, "street", 1280)
  const desk = street.page
  await desk.goto(app().url + paths.verifySubmission(slug, open))
  await unfoldValues(desk)
  await expectWords(desk, "第 1 处整治前")
  await checkPage(street)
  await desk.getByRole("link", { name: "第 1 处整治前" }).first().click()
  await desk.waitForURL(`${here}**`)
  await expectWords(desk, "没有拍摄位置")
  const piece = desk.locator(".evidence-piece").first()
  await piece.getByRole("button", { name: "向公众展示" }).click()
  await expectWords(desk, "请先核对图片，并勾选")
  await checkPage(street)
  await piece.getByLabel(/人脸和车牌已遮挡/).check()
  await piece.getByRole("button", { name: "向公众展示" }).click()
  await expectWords(desk, "已向公众展示")
  const address = await piece.getByRole("link", { name: "公开地址" }).getAttribute("href")
  const anybody = await fetch(new URL(address ?? "", app().url))
  expect([anybody.status, anybody.headers.get("content-type")]).toEqual([200, "image/jpeg"])
  await piece.getByRole("button", { name: "收回，不再展示" }).click()
  await expectWords(desk, "已收回")
  expect((await fetch(new URL(address ?? "", app().url))).status).toBe(404)
  await street.close()
})
