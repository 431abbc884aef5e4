(import 'deployment-state.libsonnet') +
(import 'learning-loop.libsonnet')
