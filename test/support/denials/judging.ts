import type { DenialPart } from "./part.ts"

export const judging: DenialPart = {
  allowed: {},
  middleware: [],
  parameters: async () => ({}),
}
