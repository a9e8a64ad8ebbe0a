#include "passes/eval/engine.h"

namespace oamc {

std::vector<Vertex*> Engine::exportOrder(Vertex& vertex) { return {vertex.arcs.begin(), vertex.arcs.end()}; }

}  // namespace oamc
