import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { cameraSegments, jpegFile } from "../../../scripts/bench/files/attachment-files.ts"
import { type FrontDoor, openFrontDoor } from "../../support/front-door.ts"
import { openProgram } from "../../support/program.ts"
import { openWalk, type Walk } from "../../support/quarter-forms.ts"

let door: FrontDoor
let walk: Walk

beforeAll(async () => {
  door = await openFrontDoor()
  walk = await openWalk(door)
})
afterAll(() => door.close())

test("add, list, describe, read and delete a file", async () => {
  const program = await openProgram(door, "manager")
  const path = `/submissions/${walk.open}/${walk.slug}/evidence`
  const key = randomUUID()
  const headers = { "content-type": "image/jpeg", "idempotency-key": key }
  const at = `${path}?indicator=WTR-01&side=before&name=a.jpg`
  const add = () => program.send("POST", at, jpegFile({ width: 17, before: cameraSegments("x") }), headers)
  const [first, second] = [await add(), await add()]
  expect([first.status, second.status]).toEqual([201, 201])
  const { id } = (await first.json()) as { id: string }
  expect(await second.json()).toMatchObject({ id })
  const described = await program.send(
    "PATCH",
    `${path}/${id}`,
    { note: "总表", side: "after" },
    {
      "idempotency-key": randomUUID(),
    },
  )
  expect(described.status).toBe(200)
  const list = (await (await program.get(path)).json()) as { items: { id: string }[] }
  expect(list.items.find((one) => one.id === id)).toMatchObject({ note: "总表", side: "after", pair: 1 })
  expect((await program.get(`${path}/${id}`)).headers.get("content-type")).toBe("image/jpeg")
  const bad = await program.send("POST", at, new Uint8Array(Buffer.from("<svg/>")), {
    ...headers,
    "idempotency-key": randomUUID(),
  })
  expect(bad.status).toBe(422)
  expect((await program.send("POST", `${path}/${id}/removal`)).status).toBe(200)
  expect((await program.get(`${path}/${id}`)).status).toBe(404)
})
