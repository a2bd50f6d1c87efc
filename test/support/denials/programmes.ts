import type { DenialPart } from "./part.ts"

export const programmes: DenialPart = {
  allowed: {},
  middleware: [],
  parameters: async () => ({}),
}
