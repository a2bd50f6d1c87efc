import { size } from "../../../worker/domain/bytes.ts"
import type { evidenceUpload } from "../../text/zh/evidence-upload.ts"
import { freshKey } from "../saving/send.ts"
import { coverTool } from "./cover.ts"
import { button, element } from "./elements.ts"
import { startPair } from "./pair.ts"
import { type Drawn, draw, packed } from "./picture.ts"
import { sendOne } from "./send.ts"

type Words = typeof evidenceUpload

/** After a lost answer it is sent again by itself, after longer and longer pauses. */
const FIRST_PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 60_000

/** A file that waits to be sent. */
interface Waiting {
  file: File
  /** The picture as it will be sent; null of a document, and of what the browser cannot open. */
  drawn: Drawn | null
  /** One for each file: a file that is sent again after a lost answer is kept once. */
  key: string
  /** `lost`: no answer came, so it is sent again by itself; `refused` waits for the person. */
  state: "waiting" | "sending" | "lost" | "refused" | "done"
  item: HTMLElement
  told: HTMLElement
  bar: HTMLProgressElement
}

async function bodyOf(form: HTMLFormElement, { file, drawn, key }: Waiting): Promise<FormData> {
  const typed = new FormData(form)
  const body = new FormData()
  body.set("key", key)
  for (const name of ["side", "note"]) body.set(name, String(typed.get(name) ?? ""))
  if (drawn) {
    const { originalHash, camera } = drawn
    if (originalHash) body.set("original", originalHash)
    if (camera.takenAt) body.set("taken", camera.takenAt)
    if (camera.position) {
      body.set("latitude", String(camera.position.latitude))
      body.set("longitude", String(camera.position.longitude))
    }
  }
  const name = drawn ? file.name.replace(/\.\w+$/, "") + ".jpg" : file.name
  body.append("files", drawn ? await packed(drawn.canvas) : file, name)
  return body
}

/** Where a file waits: how it will be sent, the brush, how far it has gone. */
async function waitingOf(words: Words, file: File, drop: (one: Waiting) => void): Promise<Waiting> {
  const told = element("p", { class: "hint", "aria-live": "polite" })
  const bar = element("progress", { max: "100", value: "0" })
  bar.hidden = true
  const item = element("li", { class: "card evidence-waiting" }, [element("strong", {}, [file.name])])
  const one: Waiting = { file, drawn: null, key: freshKey(), state: "waiting", item, told, bar }
  if (file.type !== "application/pdf")
    try {
      one.drawn = await draw(file)
    } catch {
      told.textContent = words.unreadable
    }
  if (one.drawn) {
    const { canvas } = one.drawn
    const tell = async () => {
      told.textContent = words.shrunk(canvas.width, canvas.height, size((await packed(canvas)).size))
    }
    const tools = coverTool(words, canvas, () => void tell())
    const open = (shown: boolean) => {
      tools.hidden = !shown
      canvas.classList.toggle("evidence-waiting__open", shown)
      cover.textContent = shown ? words.covered : words.cover
    }
    const cover = button(words.cover, () => open(tools.hidden !== false))
    open(false)
    item.append(canvas, tools, cover)
    await tell()
  }
  item.append(
    told,
    bar,
    button(words.drop, () => drop(one)),
  )
  return one
}

/** Makes pictures smaller, lets them be covered, and sends each file by itself, again when the line was cut. */
function startUpload(words: Words, form: HTMLFormElement): void {
  const list = element("ol", { class: "evidence-list", "aria-label": words.queue })
  const retry = button(words.retry, () => void sendAll())
  retry.hidden = true
  form.prepend(list)
  const partly = element("p", { role: "status" })
  form.append(partly, retry)
  let waiting: Waiting[] = []
  const drop = (one: Waiting) => {
    waiting = waiting.filter((other) => other !== one)
    one.item.remove()
  }

  async function choose(input: HTMLInputElement): Promise<void> {
    const files = [...(input.files ?? [])]
    input.value = ""
    for (const file of files) {
      const one = await waitingOf(words, file, drop)
      waiting.push(one)
      list.append(one.item)
    }
  }

  async function send(one: Waiting): Promise<void> {
    one.state = "sending"
    one.bar.hidden = false
    const sent = await sendOne(form.action, await bodyOf(form, one), (share) => {
      const percent = Math.round(share * 100)
      one.bar.value = percent
      one.told.textContent = words.sending(percent)
    })
    one.state = sent.kind
    one.told.textContent =
      sent.kind === "done" ? words.sent : sent.kind === "lost" ? words.failed : sent.error
    if (sent.kind === "done") one.bar.value = 100
    // What was refused is sent again only as something else.
    if (sent.kind === "refused") one.key = freshKey()
  }

  let busy = false
  let pause = FIRST_PAUSE_MS
  async function sendAll(): Promise<void> {
    if (busy) return
    busy = true
    for (const one of [...waiting]) if (one.state !== "done" && waiting.includes(one)) await send(one)
    busy = false
    if (waiting.some(({ state }) => state === "lost")) {
      window.setTimeout(() => void sendAll(), pause)
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
    }
    const left = waiting.filter(({ state }) => state !== "done")
    retry.hidden = left.length === 0
    partly.textContent = left.length > 0 ? words.partly(waiting.length - left.length, left.length) : ""
    if (waiting.length === 0 || left.length > 0) return
    waiting = []
    window.location.assign(`${form.action.split("?")[0]}?done=added`)
  }

  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=file]"))
    input.addEventListener("change", () => void choose(input))
  form.addEventListener("submit", (event) => {
    if (waiting.length === 0) return
    event.preventDefault()
    void sendAll()
  })
  window.addEventListener("online", () => {
    pause = FIRST_PAUSE_MS
    if (waiting.some(({ state }) => state === "lost")) void sendAll()
  })
  window.addEventListener("beforeunload", (event) => {
    if (waiting.length === 0) return
    event.preventDefault()
    event.returnValue = words.leaving
  })
}

/** The page of an indicator's evidence in the browser. */
export function startEvidence(words: Words): void {
  const form = document.querySelector<HTMLFormElement>("#evidence-upload")
  if (form) startUpload(words, form)
  for (const pair of document.querySelectorAll<HTMLElement>("[data-pair]")) startPair(pair)
}
