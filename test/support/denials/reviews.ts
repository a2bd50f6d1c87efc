import type { DenialPart } from "./part.ts"

export const reviews: DenialPart = {
  allowed: {},
  middleware: [],
  parameters: async () => ({}),
}
