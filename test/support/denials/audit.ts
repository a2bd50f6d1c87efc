import type { DenialPart } from "./part.ts"

export const audit: DenialPart = {
  allowed: {},
  parameters: async () => ({}),
}
