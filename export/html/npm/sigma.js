// What draws a large graph with WebGL: the page finds it as `datelineSigma`.
export { default as Sigma } from "sigma";
export { DirectedGraph, MultiDirectedGraph as Graph } from "graphology";
export {
  createEdgeArrowHeadProgram, createEdgeClampedProgram, createEdgeCompoundProgram, createNodeCompoundProgram,
  drawDiscNodeHover, drawDiscNodeLabel, drawStraightEdgeLabel,
  EdgeArrowProgram, EdgeLineProgram, EdgeProgram, EdgeRectangleProgram,
  NodeCircleProgram, NodePointProgram, NodeProgram,
} from "sigma/rendering";
export { colorToArray, floatColor } from "sigma/utils";
