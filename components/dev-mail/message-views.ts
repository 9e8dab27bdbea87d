/** How a caught message can be looked at; apart from the component, so that the server's page reads it as it is. */
export const messageViews = ['message', 'text', 'source'] as const;
export type MessageView = (typeof messageViews)[number];
