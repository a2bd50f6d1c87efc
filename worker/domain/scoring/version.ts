/** Version of the scoring engine. Every result set carries it; it changes when any printed digit may change. */
export const ENGINE_VERSION = "1.0.0"
