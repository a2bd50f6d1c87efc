import { expect, test } from "vitest"
import { jpegFile, pngFile } from "../../scripts/bench/files/attachment-files.ts"
import { paths } from "../../web/paths.ts"
import { openFrontDoor } from "../support/front-door.ts"
import { freshKey, openWalk, shown } from "../support/quarter-forms.ts"

test("one bad file does not keep the others out; it is said by its name which was not taken, and why", async () => {
  const door = await openFrontDoor()
  const walk = await openWalk(door)
  const editor = await door.as("editor")
  const path = paths.evidence(walk.slug, walk.open, "ENV-01")
  const send = async (files: File[]) => {
    const body = new FormData()
    body.set("key", freshKey())
    for (const file of files) body.append("files", file)
    return shown(await editor.send(path, { method: "POST", body }))
  }
  const types = async () =>
    (await door.cell.rows("select type from evidence order by added_at, rowid")).map(({ type }) => type)
  const bad = new File(["<svg onload=alert(1)>"], "坏.svg")
  const answer = await send([new File([jpegFile()], "一.jpg"), bad, new File([pngFile()], "二.png")])
  expect(answer.status).toBe(200)
  expect(answer.words).toMatch(/已添加 2 份。没有添加的：坏\.svg：\S/)
  expect(await types()).toEqual(["image/jpeg", "image/png"])
  expect((await send([bad])).status).toBe(422)
  expect(await types()).toHaveLength(2)
  await door.close()
})
