// What an imported image is. Next writes the same into next-env.d.ts, but only when it has started or built once: the
// types of a fresh clone are checked before that.
/// <reference types="next/image-types/global" />
