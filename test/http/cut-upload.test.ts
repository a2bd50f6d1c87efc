import { request } from "node:http"
import { createClient } from "@libsql/client/http"
import { expect, test } from "vitest"
import { jpegFile } from "../../scripts/bench/files/attachment-files.ts"
import { formsOf } from "../../scripts/bench/forms.ts"
import { findPlaces } from "../../scripts/bench/places.ts"
import { paths } from "../../web/paths.ts"
import { useTestApp } from "../support/app-server.ts"
import { signedInCookie, signedInFetch } from "../support/signed-in-fetch.ts"

const app = useTestApp()

/** Sends a form, and cuts the line at 60 % of it. */
async function cutOff(path: string, cookie: string, type: string, body: Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    const headers = { "content-type": type, "content-length": body.length, origin: app().url, cookie }
    const sent = request(new URL(path, app().url), { method: "POST", headers }, () => resolve())
    sent.on("error", () => resolve())
    sent.on("close", () => resolve())
    sent.write(body.subarray(0, Math.floor(body.length * 0.6)), () => sent.destroy())
  })
}

test("the workbook of twenty estates is taken as it was given out", async () => {
  const { open } = await findPlaces(app().libsqlUrl)
  const ask = await signedInFetch(app(), "editor")
  const given = await (await ask(paths.bookTemplate(open, "xlsx"))).arrayBuffer()
  const form = new FormData()
  form.set("file", new File([given], "book.xlsx"))
  const answer = await ask(paths.book(open), { method: "POST", body: form })
  const words = (await answer.text()).replace(/<[^>]+>/g, " ")
  expect([answer.status, words.includes("没有打开")]).toEqual([200, false])
  expect(words).toMatch(/松筠台|没有改动|新填/)
})

test("a photo whose line is cut at 60 % is kept nowhere, and sent again it is there once", async () => {
  const { open, slug } = await findPlaces(app().libsqlUrl)
  const client = createClient({ url: app().libsqlUrl })
  const kept = async () => Number((await client.execute("select count(*) n from evidence")).rows[0]?.["n"])
  const [ask, cookie] = [await signedInFetch(app(), "editor"), await signedInCookie(app(), "editor")]
  const form = new FormData()
  form.set("key", "cut-at-sixty-percent")
  form.set("files", new File([jpegFile()], "照片.jpg"))
  const path = paths.evidence(slug, open, "ENV-01")
  const whole = new Response(form)
  const before = await kept()
  await cutOff(path, cookie, whole.headers.get("content-type") ?? "", Buffer.from(await whole.arrayBuffer()))
  expect(await kept()).toBe(before)
  expect((await ask(path, { method: "POST", body: form })).status).toBe(303)
  expect(await kept()).toBe(before + 1)
  client.close()
})

test("a book whose line is cut at 60 % writes nothing, checked or confirmed, and the next one is taken", async () => {
  const { open, slug } = await findPlaces(app().libsqlUrl)
  const client = createClient({ url: app().libsqlUrl })
  const written = async () => {
    const { rows } = await client.execute(
      "select count(*) n from audit_events where action = 'submission.save'",
    )
    return Number(rows[0]?.["n"])
  }
  const [ask, cookie] = [await signedInFetch(app(), "editor"), await signedInCookie(app(), "editor")]
  const form = new FormData()
  form.set("file", new File([`编号,parking_patrols\n${slug},7\n`], "book.csv"))
  const whole = new Response(form)
  const type = whole.headers.get("content-type") ?? ""
  const before = await written()
  await cutOff(paths.book(open), cookie, type, Buffer.from(await whole.arrayBuffer()))
  const page = await (await ask(paths.book(open), { method: "POST", body: form })).text()
  const confirmation = formsOf(page).find(({ action }) => action.endsWith("/confirmation"))
  const fields = new URLSearchParams(confirmation?.fields as [string, string][])
  const urlencoded = "application/x-www-form-urlencoded"
  await cutOff(paths.bookConfirmation(open), cookie, urlencoded, Buffer.from(fields.toString()))
  expect(await written()).toBe(before)
  const done = await ask(paths.bookConfirmation(open), { method: "POST", body: fields })
  expect(done.status).toBe(303)
  expect(await written()).toBe(before + 1)
  client.close()
})
