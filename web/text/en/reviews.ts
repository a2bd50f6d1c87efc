import type { reviews as zh } from "../zh/reviews.ts"

export const reviews: typeof zh = {
  title: "Reviews",
  refusals: {},
  faults: {},
}
