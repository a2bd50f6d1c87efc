import type { evidenceUpload } from "../../text/zh/evidence-upload.ts"
import { button, element } from "./elements.ts"

type Words = typeof evidenceUpload

interface Point {
  x: number
  y: number
}

/** What covers something: a stroke of the brush, or a rectangle. */
type Cover = { width: number; points: Point[] } | { from: Point; to: Point }

const INK = "black"
/** Steps of the keyboard, in shares of the longer side. */
const STEP = 0.02

function paint(context: CanvasRenderingContext2D, cover: Cover): void {
  context.fillStyle = INK
  context.strokeStyle = INK
  if ("from" in cover) {
    const { from, to } = cover
    context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y)
    return
  }
  context.lineWidth = cover.width
  context.lineCap = "round"
  context.lineJoin = "round"
  context.beginPath()
  const [first, ...others] = cover.points
  if (!first) return
  context.moveTo(first.x, first.y)
  for (const { x, y } of others.length > 0 ? others : [{ x: first.x + 0.1, y: first.y }]) context.lineTo(x, y)
  context.stroke()
}

/**
 * A brush over a picture: what is covered is drawn into `canvas` itself, so that nothing of it is sent. Each step can be
 * undone until it is sent; by the keyboard a rectangle is moved, sized and put down.
 */
export function coverTool(words: Words, canvas: HTMLCanvasElement, changed: () => void): HTMLElement {
  const context = canvas.getContext("2d")
  const plain = document.createElement("canvas")
  plain.width = canvas.width
  plain.height = canvas.height
  plain.getContext("2d")?.drawImage(canvas, 0, 0)
  const covers: Cover[] = []
  let rectangle: { from: Point; to: Point } | null = null
  const longer = Math.max(canvas.width, canvas.height)

  function redraw(): void {
    if (!context) return
    context.drawImage(plain, 0, 0)
    for (const cover of covers) paint(context, cover)
    if (!rectangle) return
    const { from, to } = rectangle
    context.lineWidth = longer / 200
    context.strokeStyle = INK
    context.strokeRect(from.x, from.y, to.x - from.x, to.y - from.y)
  }

  const size = element("input", { type: "range", min: "1", max: "12", value: "4" })
  const label = element("label", { class: "evidence-tools__size" }, [words.brush, size])
  const undo = button(words.undo, () => {
    covers.pop()
    redraw()
    changed()
  })
  const hint = element("p", { class: "hint", "aria-live": "polite" })
  const begin = button(words.rectangle, () => {
    const [x, y] = [canvas.width / 2, canvas.height / 2]
    const half = longer / 12
    rectangle = { from: { x: x - half, y: y - half }, to: { x: x + half, y: y + half } }
    hint.textContent = words.rectangleHint
    canvas.focus()
    redraw()
  })

  function placeOf(event: PointerEvent): Point {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    return {
      x: ((event.clientX - left) / width) * canvas.width,
      y: ((event.clientY - top) / height) * canvas.height,
    }
  }
  let stroke: Point[] | null = null
  canvas.addEventListener("pointerdown", (event) => {
    rectangle = null
    hint.textContent = ""
    stroke = [placeOf(event)]
    covers.push({ width: (Number(size.value) / 100) * longer, points: stroke })
    canvas.setPointerCapture(event.pointerId)
    redraw()
  })
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return
    stroke.push(placeOf(event))
    redraw()
  })
  for (const end of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(end, () => {
      if (stroke) changed()
      stroke = null
    })

  const moves: Record<string, Point> = {
    ArrowLeft: { x: -STEP, y: 0 },
    ArrowRight: { x: STEP, y: 0 },
    ArrowUp: { x: 0, y: -STEP },
    ArrowDown: { x: 0, y: STEP },
  }
  canvas.addEventListener("keydown", (event) => {
    const move = moves[event.key]
    if (!rectangle || !(move || event.key === "Enter" || event.key === "Escape")) return
    event.preventDefault()
    if (move) {
      const [x, y] = [move.x * longer, move.y * longer]
      const { from, to } = rectangle
      rectangle = {
        from: event.shiftKey ? from : { x: from.x + x, y: from.y + y },
        to: { x: Math.max(from.x + 1, to.x + x), y: Math.max(from.y + 1, to.y + y) },
      }
    } else {
      if (event.key === "Enter") covers.push(rectangle)
      rectangle = null
      hint.textContent = ""
      changed()
    }
    redraw()
  })
  canvas.tabIndex = 0
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", words.canvas)
  return element("div", { class: "evidence-tools" }, [label, undo, begin, hint])
}
