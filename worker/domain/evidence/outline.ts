import type { WhereTaken } from "./evidence.ts"
import type { Position } from "./exif.ts"

/** The outline of a place: rings of [longitude, latitude] in degrees (WGS 84), each closed by its first point. */
export type Outline = readonly (readonly (readonly [number, number])[])[]

/**
 * How far outside a position still counts as inside, in metres: phones sold in China may write the shifted coordinates of
 * GCJ-02, up to 700 m away, and a consumer's GPS is some tens of metres wrong between houses.
 */
export const TOLERANCE = 800

const METRES_A_DEGREE = 111_320

/** Whether a point lies in a ring: how often a ray to the east crosses its sides. */
function crosses(ring: Outline[number], { longitude, latitude }: Position): boolean {
  let inside = false
  for (let at = 0, last = ring.length - 1; at < ring.length; last = at++) {
    const [x, y] = ring[at] ?? [0, 0]
    const [lastX, lastY] = ring[last] ?? [0, 0]
    if (y > latitude === lastY > latitude) continue
    if (longitude < ((lastX - x) * (latitude - y)) / (lastY - y) + x) inside = !inside
  }
  return inside
}

/** Metres from a point to the nearest side of a ring, on a plane that touches the earth there. */
function distanceTo(ring: Outline[number], { longitude, latitude }: Position): number {
  const scale = METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180)
  const points = ring.map(([x, y]) => [(x - longitude) * scale, (y - latitude) * METRES_A_DEGREE] as const)
  let nearest = Number.POSITIVE_INFINITY
  for (let at = 1; at < points.length; at++) {
    const [ax, ay] = points[at - 1] ?? [0, 0]
    const [bx, by] = points[at] ?? [0, 0]
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, (-ax * (bx - ax) - ay * (by - ay)) / length))
    nearest = Math.min(nearest, Math.hypot(ax + along * (bx - ax), ay + along * (by - ay)))
  }
  return nearest
}

/** Whether a picture was taken in a place; null where it does not say where it was taken. */
export function whereIs(position: Position | null, outline: Outline | null): WhereTaken | null {
  if (!position) return null
  if (!outline || outline.length === 0) return "unknown"
  if (outline.filter((ring) => crosses(ring, position)).length % 2 === 1) return "inside"
  return Math.min(...outline.map((ring) => distanceTo(ring, position))) <= TOLERANCE ? "inside" : "outside"
}
