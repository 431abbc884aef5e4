(import 'deployment-state.libsonnet') +
(import 'detection.libsonnet') +
(import 'learning-loop.libsonnet')
