/* global SwaggerUIBundle */
"use strict";

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  filter: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  // Nothing is told to anyone else, and no token outlives the page.
  validatorUrl: null,
  persistAuthorization: false,
});
