/* Shows the REST interface by Swagger UI, which reads all that it knows of it from this server. */

window.SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#interface",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
  onComplete: () => {
    document.documentElement.dataset.ready = "";
  },
});
