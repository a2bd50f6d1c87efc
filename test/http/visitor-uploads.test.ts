import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { jpegFile } from "../../scripts/bench/files/attachment-files.ts"
import { paths } from "../../web/paths.ts"
import { placeRetryAfter } from "../../worker/domain/request-limits.ts"
import { uploadPlaces } from "../../worker/http/middleware/upload-places.ts"
import { type FrontDoor, openFrontDoor } from "../support/front-door.ts"
import { noticeDays } from "../support/notice-days.ts"
import { errorBeside, fieldValue, freshKey, shown } from "../support/quarter-forms.ts"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

const MEGABYTE = 1024 * 1024
const PIECE = 64 * 1024

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ estates: 8, released: 2 })
})
afterAll(() => door.close())

/** Sends a body of so many bytes piece by piece; `held` counts how much of what was sent nobody has let go. */
function largeBody(bytes: number) {
  const sent: WeakRef<Uint8Array>[] = []
  let held = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent.length * PIECE >= bytes) {
        // A weak reference holds what it refers to until its turn of the event loop is over.
        await new Promise((turn) => setTimeout(turn))
        collect()
        held = sent.filter((one) => one.deref() !== undefined).length * PIECE
        controller.close()
        return
      }
      const piece = new Uint8Array(PIECE)
      sent.push(new WeakRef(piece))
      controller.enqueue(piece)
    },
  })
  return { body, held: () => held }
}

const multipart = { "content-type": "multipart/form-data; boundary=edge" }

describe("who has no session fills nothing: of ten megabytes that it sends nothing is kept", () => {
  test.each([
    ["a table", paths.import("estates"), 401],
    ["a nomination's file", "/nominations/some/attachments", 401],
    ["a copy for judges", "/selection/some/redaction/one/copies", 401],
    ["the assignment", "/selection/some/assignment/file", 401],
    ["a checked table", paths.importConfirmation("estates"), 401],
    ["a table by program", paths.apiImport("estates"), 401],
    ["the sign-in", "/sign-in", 413],
  ])("%s", async (_, path, status) => {
    const { body, held } = largeBody(10 * MEGABYTE)
    const nobody = await door.as(null)
    const init = { method: "POST", headers: multipart, body, duplex: "half" } as RequestInit
    expect((await nobody.send(path, init)).status).toBe(status)
    expect(held()).toBeLessThanOrEqual(4 * PIECE)
  })
})

test("a form of a visitor without files is one of 64 KB", async () => {
  const nobody = await door.as(null)
  const status = async (bytes: number) =>
    (await nobody.post("/sign-in", { email: "x@x.example", password: "x".repeat(bytes) })).status
  expect([await status(60 * 1024), await status(65 * 1024)]).toEqual([422, 413])
})

describe("files of an objection", () => {
  type Course = Awaited<ReturnType<ReturnType<typeof noticeDays>["onNotice"]>>

  async function objection(course: Course, text: string, files: File[]): Promise<Request> {
    const body = new FormData()
    const fields = { key: freshKey(), nominationId: course.nominations[0]?.id ?? "", kind: "anonymous", text }
    for (const [name, value] of Object.entries(fields)) body.set(name, value)
    for (const file of files) body.append("files", file)
    return new Request("http://localhost/", { method: "POST", body })
  }

  /** Sends a form but for its last bytes, which come when `end` is called. */
  async function slowly(slug: string, form: Request) {
    const bytes = new Uint8Array(await form.arrayBuffer())
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    let begun = () => {}
    const beginning = new Promise<void>((resolve) => {
      begun = resolve
    })
    let at = 0
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          if (at < bytes.length - PIECE) {
            controller.enqueue(bytes.slice(at, at + PIECE))
            at += PIECE
            return
          }
          begun()
          await ended
          controller.enqueue(bytes.slice(at))
          controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    const headers = { "content-type": form.headers.get("content-type") ?? "" }
    const init = { method: "POST", headers, body, duplex: "half" } as RequestInit
    const answer = (await door.as(null)).send(paths.objection(slug), init)
    const read = async (raw: Response) => ({
      ...(await shown(raw)),
      retryAfter: raw.headers.get("retry-after"),
    })
    return { answer: answer.then(read), beginning, end }
  }

  const photo = () => new File([jpegFile(), new Uint8Array(300_000)], "x.jpg")

  test("two are read at a time; who comes then keeps what it typed, and words alone always come through", async () => {
    const course = await noticeDays(door).onNotice("places")
    const begun = []
    for (const text of ["第一", "第二"]) {
      const sending = await slowly("places", await objection(course, text, [photo()]))
      await sending.beginning
      begun.push(sending)
    }
    const third = await slowly("places", await objection(course, "第三份说明", [photo()]))
    third.end()
    const refused = await third.answer
    expect(refused.status).toBe(503)
    expect(refused.retryAfter).toBe(String(placeRetryAfter))
    expect(refused.words).toContain("请过 30 秒重新选择文件")
    expect(refused.html).toContain("第三份说明")
    expect(fieldValue(refused, "key")).not.toBe("")
    const words = await slowly("places", await objection(course, "只有文字", []))
    words.end()
    expect((await words.answer).status).toBe(303)
    const statuses = []
    for (const sending of begun) {
      sending.end()
      statuses.push((await sending.answer).status)
    }
    // Whatever is said of the photograph: the place is free again.
    expect(statuses).not.toContain(503)
    const again = await slowly("places", await objection(course, "第三份说明", [photo()]))
    again.end()
    expect((await again.answer).status).not.toBe(503)
  })

  test("too large is still told by the form's own page, beside the field", async () => {
    const days = noticeDays(door)
    const course = await days.onNotice("large")
    days.later()
    const files = [new File([new Uint8Array(11 * MEGABYTE)], "x.jpg")]
    const large = await slowly("large", await objection(course, "见照片", files))
    large.end()
    const answer = await large.answer
    expect(answer.status).toBe(413)
    expect(errorBeside(answer, "a-files")).toContain("一个文件最多 10 MB")
    expect(answer.html).toContain("见照片")
  })

  test("a place whose visitor is gone without a word is free after a minute", () => {
    let now = 0
    const places = uploadPlaces(1, () => now)
    const first = places.take()
    now = 50_000
    first?.seen()
    now = 100_000
    expect(places.take()).toBeNull()
    now = 111_000
    const second = places.take()
    expect(second).not.toBeNull()
    first?.leave()
    expect(places.take()).toBeNull()
    second?.leave()
    expect(places.take()).not.toBeNull()
  })
})
